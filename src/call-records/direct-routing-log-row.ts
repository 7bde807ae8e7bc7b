import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { CallAttemptRow, CallRecordRow } from '../store/call-record-row.ts'
import type { ResultInfo } from '../store/result-info.ts'
import { countryOf, HOME } from './countries.ts'
import { drawGuid } from './draw.ts'
import { drawOwnNumber, type PstnLeg, toAttemptedLegs, toLogUser, toPstnLegs } from './pstn-leg.ts'

/**
 * The log rows that a call's phones leave with direct routing: those that a trunk connects. `correlationId` is the
 * call record's id.
 * @param random Forked for the record's id.
 * @param beta Whether the rows are /beta's, which say more.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-directroutinglogrow
 */
export function toDirectRoutingLogRows(row: CallRecordRow, random: Random, beta = false): JsonObject[] {
  return toRows(toPstnLegs(row), { correlationId: row.id, outcomeOf: toTalk, random, beta })
}

/** The same of a call that was never established. No record can be found by its `correlationId`. */
export function toFailedDirectRoutingLogRows(attempt: CallAttemptRow, random: Random, beta = false): JsonObject[] {
  const outcomeOf = (leg: PstnLeg) => toFailure(leg, attempt.call.resultInfo)
  return toRows(toAttemptedLegs(attempt), { correlationId: attempt.id, outcomeOf, random, beta })
}

interface RowOptions {
  readonly correlationId: string
  readonly outcomeOf: (leg: PstnLeg) => JsonObject
  readonly random: Random
  readonly beta: boolean
}

function toRows(legs: readonly PstnLeg[], { correlationId, outcomeOf, random, beta }: RowOptions): JsonObject[] {
  return legs.flatMap((leg) => {
    if (leg.trunk === undefined) return []
    const facts = { correlationId, trunkFullyQualifiedDomainName: leg.trunk }
    return [{ ...drawRow(leg, facts, random), ...outcomeOf(leg), ...(beta && toBetaMembers(leg)) }]
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

function drawRow(leg: PstnLeg, facts: JsonObject, random: Random): JsonObject {
  const { number, outbound, from, placedAt } = leg
  const own = mask(drawOwnNumber(random))
  return {
    id: drawGuid(random),
    ...facts,
    ...toLogUser(leg),
    inviteDateTime: placedAt,
    startDateTime: from,
    callType: toCallType(leg),
    callerNumber: outbound ? own : mask(number),
    calleeNumber: outbound ? mask(number) : own,
    mediaPathLocation: random.pick(['USWE', 'USEA', 'EUNO']),
    signalingLocation: random.pick(['USWE', 'EUNO']),
    mediaBypassEnabled: false,
  }
}

/** 0001-01-01T00:00:00Z: what the service writes of what did not happen. */
const NEVER = -62_135_596_800_000
/** The number with which a call ends that was simply hung up. */
const HUNG_UP = 540_000

function toTalk({ from, until }: PstnLeg): JsonObject {
  return {
    successfulCall: true,
    failureDateTime: NEVER,
    endDateTime: until,
    duration: Math.floor((until - from) / 1_000),
    finalSipCode: 0,
    callEndSubReason: HUNG_UP,
    finalSipCodePhrase: 'BYE',
  }
}

/** No media has found its way. */
function toFailure({ until }: PstnLeg, { code }: ResultInfo): JsonObject {
  const [finalSipCode, finalSipCodePhrase] = SIP_FAILURES.find(([known]) => known === code) ?? CANCELLED
  return {
    successfulCall: false,
    failureDateTime: until,
    endDateTime: NEVER,
    duration: 0,
    mediaPathLocation: null,
    finalSipCode,
    callEndSubReason: FAILED + finalSipCode,
    finalSipCodePhrase,
  }
}

/** What Microsoft's own number of a failure begins with; the SIP code follows. */
const FAILED = 560_000
const CANCELLED = [487, 'Request Terminated'] as const
/** @see https://www.rfc-editor.org/rfc/rfc3261#section-21 */
const SIP_FAILURES = [
  CANCELLED,
  [404, 'Not Found'],
  [408, 'Request Timeout'],
  [480, 'Temporarily Unavailable'],
  [486, 'Busy Here'],
  [503, 'Service Unavailable'],
  [603, 'Decline'],
] as const

/** The documentation names only `ByotIn`; the others are made after the names in Teams' own report. */
function toCallType({ outbound, other, conference, amongSeveral }: PstnLeg): string {
  const isUser = other?.kind === 'user'
  return `Byot${outbound ? 'Out' : 'In'}${!isUser ? 'Ucap' : outbound && (conference || amongSeveral) ? 'UserConf' : ''}`
}

function mask(number: string): string {
  return `${number.slice(0, -3)}***`
}
