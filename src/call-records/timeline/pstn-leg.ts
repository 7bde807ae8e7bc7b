import type { FindTrunk } from '../../directory/directory.ts'
import { phoneNumber, type SoleIdentity, soleIdentity } from '../../directory/identity-set.ts'
import type { CallHistory, CallRecordRow, RecordedHandover, RecordedParticipant, RecordedPhone } from '../rows.ts'
import { type AttendanceInterval, type Interval, toAttendanceIntervals } from './attendance-intervals.ts'
import { toCaller, toOrganizer } from './participants.ts'

/** The connection of a phone to a call. */
export interface PstnLeg extends Interval {
  /** When the call was placed, or when the phone joined if the history does not say. */
  readonly placedAt: number
  /** The phone's number. */
  readonly number: string
  /** The trunk that connected the phone. `undefined` if its number belongs to a calling plan. */
  readonly trunk: string | undefined
  /** Whether the trunk supports media bypass, and this leg used it: only legs between a user and the phone do. */
  readonly bypass: 'none' | 'enabled' | 'used'
  /** The phone was called. Otherwise it placed the call. */
  readonly outbound: boolean
  /** The user or application on the tenant's side: the organizer, caller or callee. */
  readonly owner: SoleIdentity | undefined
  /** The leg belongs to a meeting and passes through the audio conferencing bridge. */
  readonly isConference: boolean
  /** Set if a user forwarded or transferred the call to this phone. */
  readonly handover: RecordedHandover | undefined
  /** The same call was placed to several phones. */
  readonly isOneOfSeveral: boolean
}

/** The legs of the phones in a call, in order of joining. A record that a client wrote has none. */
export function toPstnLegs({ origin, phones = [] }: CallRecordRow): PstnLeg[] {
  if (origin.from === 'client' || phones.length === 0) return []
  return toLegs(origin.call, toAttendanceIntervals(origin.call), phones)
}

/** @param phones In the order of the intervals. */
export function toLegs(
  call: CallHistory,
  intervals: readonly AttendanceInterval[],
  phones: readonly RecordedPhone[],
): PstnLeg[] {
  const { kind, history, meeting, handover } = call
  const owner = ownerOf(call)
  const legs = toPhoneIntervals(call, intervals).map(({ participant, number, from, until }, index) => {
    const outbound = meeting ? meeting.dialedOut.includes(participant.id) : participant !== toCaller(call)
    const invited = history.find((entry) => entry.did === 'invited' && entry.participantId === participant.id)
    const placedAt = kind === 'peerToPeer' ? Math.min(from, (invited ?? history[0])?.at ?? from) : from
    const { trunk, mediaBypass } = phones[index] ?? {}
    const isDirect = kind === 'peerToPeer' && owner?.kind === 'user' && !handover
    return {
      ...{ number, trunk, outbound, owner, from, until, placedAt },
      bypass: !mediaBypass ? 'none' : isDirect ? 'used' : 'enabled',
      handover: outbound ? handover : undefined,
      isConference: meeting !== undefined,
    } as const
  })
  const calledNumbers = new Set(legs.filter(({ outbound }) => outbound).map(({ number }) => number))
  return legs.map((leg) => ({ ...leg, isOneOfSeveral: leg.outbound && calledNumbers.size > 1 }))
}

/** What the phone indexes need to know about the same legs. The phones in a meeting of another tenant are in its logs. */
export function toRecordedPhones(
  call: CallHistory,
  intervals: readonly AttendanceInterval[],
  { findTrunk, tenantId }: PhoneFacts,
): RecordedPhone[] {
  if (isOfOtherTenant(call, tenantId)) return []
  return toPhoneIntervals(call, intervals).map(({ number, from }) => ({ joinedAt: from, ...findTrunk(number) }))
}

/** What the directory says about phones. */
export interface PhoneFacts {
  readonly tenantId: string
  readonly findTrunk: FindTrunk
}

function isOfOtherTenant(call: CallHistory, tenantId: string): boolean {
  const { kind, value } = ownerOf(call) ?? {}
  return (
    call.meeting !== undefined && kind === 'user' && value !== undefined && (value.tenantId ?? tenantId) !== tenantId
  )
}

interface PhoneInterval extends Interval {
  readonly participant: RecordedParticipant
  readonly number: string
}

/** Leaves out the calling phone of a transferred call: its leg belongs to the call before. */
function toPhoneIntervals(call: CallHistory, intervals: readonly AttendanceInterval[]): PhoneInterval[] {
  const transferee = call.handover?.by === 'transfer' ? toCaller(call) : undefined
  const phones = call.participants.flatMap((participant) => {
    const number = phoneNumber(participant.identity)
    return number === undefined || participant === transferee ? [] : [{ participant, number }]
  })
  if (phones.length === 0) return []
  return intervals.flatMap(({ participantId, from, until }) => {
    const phone = phones.find(({ participant }) => participant.id === participantId)
    return phone ? [{ ...phone, from, until }] : []
  })
}

/** The user who forwarded or transferred the call, or else the first of organizer and participants that is no phone. */
function ownerOf(call: CallHistory): SoleIdentity | undefined {
  if (call.handover) return soleIdentity(call.handover.identity)
  const organizer = toOrganizer(call)
  const candidates = organizer ? [organizer, ...call.participants] : call.participants
  return candidates
    .map(({ identity }) => soleIdentity(identity))
    .find((identity) => identity !== undefined && identity.kind !== 'phone')
}
