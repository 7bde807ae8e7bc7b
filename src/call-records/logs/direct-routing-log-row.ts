import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallAttemptRow, CallRecordRow } from '../rows.ts'
import { ownNumberOf, type PstnLeg, toLogUser, toPstnLegs } from '../timeline/pstn-leg.ts'
import { type PstnTry, toTriedLegs } from '../timeline/pstn-try.ts'
import { countryOf, HOME } from './countries.ts'

/**
 * The log rows that a call's phones leave with direct routing: those that a trunk connects. `correlationId` is the
 * call record's id.
 * @param fork Gives the generator that goes by a label.
 * @param beta Whether the rows are /beta's, which say more.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-directroutinglogrow
 */
export function toDirectRoutingLogRows(row: CallRecordRow, fork: Fork, beta = false): JsonObject[] {
  return toRows(toPstnLegs(row), { correlationId: row.id, outcomeOf: toTalk, fork, beta })
}

/** The same of phones that never came to a call. Where nobody did, no record can be found by its `correlationId`. */
export function toFailedDirectRoutingLogRows(attempt: CallAttemptRow, fork: Fork, beta = false): JsonObject[] {
  return toRows(toTriedLegs(attempt), { correlationId: attempt.id, outcomeOf: toFailure, fork, beta, isFailed: true })
}

type Fork = (label: string) => Random

interface RowOptions<Leg> {
  readonly correlationId: string
  readonly outcomeOf: (leg: Leg) => JsonObject
  readonly fork: Fork
  readonly beta: boolean
  readonly isFailed?: true
}

function toRows<Leg extends PstnLeg>(
  legs: readonly Leg[],
  { correlationId, outcomeOf, fork, beta, isFailed }: RowOptions<Leg>,
): JsonObject[] {
  const random = fork(`directRouting/${correlationId}${isFailed ? '/failed' : ''}`)
  return legs.flatMap((leg) => {
    if (leg.trunk === undefined) return []
    return [
      {
        id: drawGuid(random),
        correlationId,
        ...toRow(leg, mask(ownNumberOf(leg, fork))),
        ...drawTrunk(leg.trunk, leg, fork),
        ...outcomeOf(leg),
        ...(beta && toBetaMembers(leg)),
      },
    ]
  })
}

function toBetaMembers({ number, other, handover }: PstnLeg): JsonObject {
  return {
    administrativeUnitInfos: [],
    otherPartyCountryCode: countryOf(number).code,
    transferorCorrelationId: handover?.transferredRecordId ?? null,
    userCountryCode: other?.kind === 'user' ? HOME : null,
  }
}

function toRow(leg: PstnLeg, own: string): JsonObject {
  const { number, outbound, from, placedAt } = leg
  return {
    ...toLogUser(leg),
    inviteDateTime: placedAt,
    startDateTime: from,
    callType: toCallType(leg),
    callerNumber: outbound ? own : mask(number),
    calleeNumber: outbound ? mask(number) : own,
  }
}

/** A trunk is where it is: all its calls go through the same data centres, media that bypass them through none. */
function drawTrunk(name: string, { bypass }: PstnLeg, fork: Fork): JsonObject {
  const random = fork(`trunk/${name}`)
  const [signalingLocation, mediaPathLocation] = random.pick(DATA_CENTRES)
  return {
    trunkFullyQualifiedDomainName: name,
    mediaBypassEnabled: bypass !== 'none',
    mediaPathLocation: bypass === 'taken' ? null : mediaPathLocation,
    signalingLocation,
  }
}

/** Where the service sends signals to a trunk from, and media. */
const DATA_CENTRES = [
  ['USWE', 'USWE'],
  ['USEA', 'USEA'],
  ['EUNO', 'USEA'],
] as const

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
function toFailure({ until, result: { code } }: PstnTry): JsonObject {
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
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [408, 'Request Timeout'],
  [480, 'Temporarily Unavailable'],
  [486, 'Busy Here'],
  [503, 'Service Unavailable'],
  [603, 'Decline'],
] as const

/**
 * Graph's documentation names only `ByotIn`, and Teams' `ByotOutUserForwarding`; the others are made after the names in
 * Teams' own report.
 */
function toCallType({ outbound, other, conference, handover, amongSeveral }: PstnLeg): string {
  const direction = outbound ? 'ByotOut' : 'ByotIn'
  if (other?.kind !== 'user') return `${direction}Ucap`
  if (handover) return handover.by === 'transfer' ? 'ByotOutUserTransfer' : 'ByotOutUserForwarding'
  return outbound && (conference || amongSeveral) ? 'ByotOutUserConf' : direction
}

function mask(number: string): string {
  return `${number.slice(0, -3)}***`
}
