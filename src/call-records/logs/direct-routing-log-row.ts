import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallAttemptRow, CallRecordRow } from '../rows.ts'
import { type FailedAttempt, toFailedAttempts } from '../timeline/failed-attempts.ts'
import { type PstnLeg, toPstnLegs } from '../timeline/pstn-leg.ts'
import { countryOf, TENANT_COUNTRY } from './countries.ts'
import { maskNumber } from './mask-number.ts'
import { drawOwnNumber, toOwnerColumns } from './user-columns.ts'

/**
 * Builds the rows of a call in the direct routing log: one for each phone that a trunk connects. Their `correlationId` is
 * the id of the call record.
 * @param fork Returns the random generator for a label.
 * @param beta Adds the columns that only /beta has.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-directroutinglogrow
 */
export function toDirectRoutingLogRows(row: CallRecordRow, fork: Fork, beta = false): JsonObject[] {
  return toRows(toPstnLegs(row), { correlationId: row.id, outcomeOf: toSuccess, fork, beta })
}

/**
 * Builds the rows of phones that never joined. Without an established call, there is no call record with their
 * `correlationId`.
 */
export function toFailedDirectRoutingLogRows(attempt: CallAttemptRow, fork: Fork, beta = false): JsonObject[] {
  return toRows(toFailedAttempts(attempt), {
    correlationId: attempt.id,
    outcomeOf: toFailure,
    fork,
    beta,
    isFailed: true,
  })
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
        ...toRow(leg, maskNumber(drawOwnNumber(leg, fork), 3)),
        ...drawTrunk(leg.trunk, leg, fork),
        ...outcomeOf(leg),
        ...(beta && toBetaColumns(leg)),
      },
    ]
  })
}

function toBetaColumns({ number, owner, handover }: PstnLeg): JsonObject {
  return {
    administrativeUnitInfos: [],
    otherPartyCountryCode: countryOf(number).code,
    transferorCorrelationId: handover?.transferredRecordId ?? null,
    userCountryCode: owner?.kind === 'user' ? TENANT_COUNTRY : null,
  }
}

function toRow(leg: PstnLeg, ownNumber: string): JsonObject {
  const { number, outbound, from, placedAt } = leg
  return {
    ...toOwnerColumns(leg),
    inviteDateTime: placedAt,
    startDateTime: from,
    callType: toCallType(leg),
    callerNumber: outbound ? ownNumber : maskNumber(number, 3),
    calleeNumber: outbound ? maskNumber(number, 3) : ownNumber,
  }
}

/** All calls of a trunk use the same data centers. Media that bypass the service use none. */
function drawTrunk(name: string, { bypass }: PstnLeg, fork: Fork): JsonObject {
  const random = fork(`trunk/${name}`)
  const [signalingLocation, mediaPathLocation] = random.pick(DATA_CENTERS)
  return {
    trunkFullyQualifiedDomainName: name,
    mediaBypassEnabled: bypass !== 'none',
    mediaPathLocation: bypass === 'used' ? null : mediaPathLocation,
    signalingLocation,
  }
}

/** Pairs of signaling and media locations. */
const DATA_CENTERS = [
  ['USWE', 'USWE'],
  ['USEA', 'USEA'],
  ['EUNO', 'USEA'],
] as const

/** 0001-01-01T00:00:00Z: the service's placeholder for something that did not happen. */
const NEVER = -62_135_596_800_000
/** The subreason of a normal hang-up. */
const HUNG_UP_SUBREASON = 540_000

function toSuccess({ from, until }: PstnLeg): JsonObject {
  return {
    successfulCall: true,
    failureDateTime: NEVER,
    endDateTime: until,
    duration: Math.floor((until - from) / 1_000),
    finalSipCode: 0,
    callEndSubReason: HUNG_UP_SUBREASON,
    finalSipCodePhrase: 'BYE',
  }
}

function toFailure({ until, result: { code } }: FailedAttempt): JsonObject {
  const [finalSipCode, finalSipCodePhrase] = SIP_FAILURES.find(([known]) => known === code) ?? CANCELLED
  return {
    successfulCall: false,
    failureDateTime: until,
    endDateTime: NEVER,
    duration: 0,
    mediaPathLocation: null,
    finalSipCode,
    callEndSubReason: FAILURE_SUBREASON + finalSipCode,
    finalSipCodePhrase,
  }
}

/** The subreason of a failure is this number plus the SIP code. */
const FAILURE_SUBREASON = 560_000
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
 * Graph's documentation mentions only `ByotIn`, and that of Teams `ByotOutUserForwarding`. The other names follow the
 * pattern of Teams' usage report.
 */
function toCallType({ outbound, owner, isConference, handover, isOneOfSeveral }: PstnLeg): string {
  const direction = outbound ? 'ByotOut' : 'ByotIn'
  if (owner?.kind !== 'user') return `${direction}Ucap`
  if (handover) return handover.by === 'transfer' ? 'ByotOutUserTransfer' : 'ByotOutUserForwarding'
  return outbound && (isConference || isOneOfSeveral) ? 'ByotOutUserConf' : direction
}
