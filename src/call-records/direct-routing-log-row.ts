import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import { countryOf, HOME } from './countries.ts'
import { drawGuid } from './draw.ts'
import { drawOwnNumber, type PstnLeg, toLogUser, toPstnLegs } from './pstn-leg.ts'

/**
 * The log rows that a call's phones leave with direct routing: those that a trunk connects. `correlationId` is the
 * call record's id.
 * @param random Forked for the record's id.
 * @param beta Whether the rows are /beta's, which say more.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-directroutinglogrow
 */
export function toDirectRoutingLogRows(row: CallRecordRow, random: Random, beta = false): JsonObject[] {
  return toPstnLegs(row).flatMap((leg) => {
    if (leg.trunk === undefined) return []
    const facts = { correlationId: row.id, trunkFullyQualifiedDomainName: leg.trunk }
    return [{ ...drawRow(leg, facts, random), ...(beta && toBetaMembers(leg)) }]
  })
}

function toBetaMembers({ number, other }: PstnLeg): JsonObject {
  return {
    administrativeUnitInfos: [],
    otherPartyCountryCode: countryOf(number).code,
    transferorCorrelationId: null,
    userCountryCode: other?.kind === 'user' ? HOME : null,
  }
}

/** 0001-01-01T00:00:00Z: what the service writes where there was no failure. */
const NEVER = -62_135_596_800_000
/** The number with which a call ends that was simply hung up. */
const HUNG_UP = 540_000

function drawRow(leg: PstnLeg, facts: JsonObject, random: Random): JsonObject {
  const { number, outbound, from, until, placedAt } = leg
  const own = mask(drawOwnNumber(random))
  return {
    id: drawGuid(random),
    ...facts,
    ...toLogUser(leg),
    inviteDateTime: placedAt,
    startDateTime: from,
    failureDateTime: NEVER,
    endDateTime: until,
    duration: Math.floor((until - from) / 1_000),
    callType: toCallType(leg),
    successfulCall: true,
    callerNumber: outbound ? own : mask(number),
    calleeNumber: outbound ? mask(number) : own,
    mediaPathLocation: random.pick(['USWE', 'USEA', 'EUNO']),
    signalingLocation: random.pick(['USWE', 'EUNO']),
    finalSipCode: 0,
    callEndSubReason: HUNG_UP,
    finalSipCodePhrase: 'BYE',
    mediaBypassEnabled: false,
  }
}

/** The documentation names only `ByotIn`; the others are made after the names in Teams' own report. */
function toCallType({ outbound, other, conference, amongSeveral }: PstnLeg): string {
  const isUser = other?.kind === 'user'
  return `Byot${outbound ? 'Out' : 'In'}${!isUser ? 'Ucap' : outbound && (conference || amongSeveral) ? 'UserConf' : ''}`
}

function mask(number: string): string {
  return `${number.slice(0, -3)}***`
}
