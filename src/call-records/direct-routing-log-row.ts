import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import { drawGuid } from './draw.ts'
import type { TrunkOf } from './pstn-call-log-row.ts'
import { drawOwnNumber, type PstnLeg, toLogUser, toPstnLegs } from './pstn-leg.ts'

/**
 * The log rows that a call's phones leave with direct routing: those that a trunk connects. `correlationId` is the
 * call record's id.
 * @param random Forked for the record's id.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-directroutinglogrow
 */
export function toDirectRoutingLogRows(row: CallRecordRow, trunkOf: TrunkOf, random: Random): JsonObject[] {
  return toPstnLegs(row).flatMap((leg) => {
    const trunk = trunkOf(leg.number)
    return trunk === undefined
      ? []
      : [drawRow(leg, { correlationId: row.id, trunkFullyQualifiedDomainName: trunk }, random)]
  })
}

/** 0001-01-01T00:00:00Z: what the service writes where there was no failure. */
const NEVER = -62_135_596_800_000
/** The number with which a call ends that was simply hung up. */
const HUNG_UP = 540_000

function drawRow(leg: PstnLeg, facts: JsonObject, random: Random): JsonObject {
  const { number, outbound, other, from, until, placedAt } = leg
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
    callType: `Byot${outbound ? 'Out' : 'In'}${other?.kind === 'user' ? '' : 'Ucap'}`,
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

function mask(number: string): string {
  return `${number.slice(0, -3)}***`
}
