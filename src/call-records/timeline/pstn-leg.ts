import type { FindTrunk } from '../../directory/directory.ts'
import { phoneNumber, type SoleIdentity, soleIdentity } from '../../directory/identity-set.ts'
import { drawPhoneNumber } from '../../directory/phone-number.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallHistory, CallRecordRow, RecordedHandover, RecordedParticipant, RecordedPhone } from '../rows.ts'
import { toCaller, toOrganizer } from './participants.ts'
import { type Span, type Stay, toStays } from './stays.ts'

/** A phone's part in a call: from when to when, with whom of the tenant, and who called whom. */
export interface PstnLeg extends Span {
  /** Before the phone rang, if the history tells. */
  readonly placedAt: number
  /** The phone's number. */
  readonly number: string
  /** The trunk that connected it. Nothing: its number belongs to a calling plan. */
  readonly trunk: string | undefined
  /** The trunk lets media bypass the service, and so they did: only between a user and the phone they do. */
  readonly bypass: 'none' | 'enabled' | 'taken'
  /** Whether the phone was called, or called itself. */
  readonly outbound: boolean
  /** Of the tenant: who organized the meeting, or placed the call, or was called. */
  readonly other: SoleIdentity | undefined
  /** It came to a meeting: the audio conferencing bridge called it, or was called. */
  readonly conference: boolean
  /** How the call came to this phone, where a user sent it on. */
  readonly handover: RecordedHandover | undefined
  /** It is one of several that were called for the same call. */
  readonly amongSeveral: boolean
}

/** The phones that were in a call, in order of joining. A record that a client wrote has none. */
export function toPstnLegs({ origin, phones = [] }: CallRecordRow): PstnLeg[] {
  if (origin.from === 'client' || phones.length === 0) return []
  return toLegs(origin.call, toStays(origin.call), phones)
}

/** The legs of phones with these stays, which are in the order of their phones. */
export function toLegs(call: CallHistory, stays: readonly Stay[], phones: readonly RecordedPhone[]): PstnLeg[] {
  const { kind, history, meeting, handover } = call
  const other = ownerOf(call)
  const legs = phoneStaysIn(call, stays).map(({ participant, number, from, until }, index) => {
    const outbound = meeting ? meeting.dialedOut.includes(participant.id) : participant !== toCaller(call)
    const placedAt = kind === 'peerToPeer' ? Math.min(from, history[0]?.at ?? from) : from
    const { trunk, mediaBypass } = phones[index] ?? {}
    const isTaken = kind === 'peerToPeer' && other?.kind === 'user' && !handover
    return {
      ...{ number, trunk, outbound, other, from, until, placedAt },
      bypass: !mediaBypass ? 'none' : isTaken ? 'taken' : 'enabled',
      handover: outbound ? handover : undefined,
      conference: meeting !== undefined,
    } as const
  })
  const called = new Set(legs.filter(({ outbound }) => outbound).map(({ number }) => number)).size
  return legs.map((leg) => ({ ...leg, amongSeveral: leg.outbound && called > 1 }))
}

/** The same phones, as far as it has to be known to find them. */
export function toRecordedPhones(call: CallHistory, stays: readonly Stay[], findTrunk: FindTrunk): RecordedPhone[] {
  return phoneStaysIn(call, stays).map(({ number, from }) => ({ joinedAt: from, ...findTrunk(number) }))
}

interface PhoneStay extends Span {
  readonly participant: RecordedParticipant
  readonly number: string
}

/** Of a transferred call the phone that called is left out: it was connected before. */
function phoneStaysIn(call: CallHistory, stays: readonly Stay[]): PhoneStay[] {
  const before = call.handover?.by === 'transfer' ? toCaller(call) : undefined
  const phones = call.participants.flatMap((participant) => {
    const number = phoneNumber(participant.identity)
    return number === undefined || participant === before ? [] : [{ participant, number }]
  })
  if (phones.length === 0) return []
  return stays.flatMap(({ participantId, from, until }) => {
    const phone = phones.find(({ participant }) => participant.id === participantId)
    return phone ? [{ ...phone, from, until }] : []
  })
}

/** Whose the calls to phones are. Where a phone called, whoever it called; where a user sent it on, theirs. */
function ownerOf(call: CallHistory): SoleIdentity | undefined {
  if (call.handover) return soleIdentity(call.handover.identity)
  const organizer = toOrganizer(call)
  const inOrder = organizer ? [organizer, ...call.participants] : call.participants
  return inOrder
    .map(({ identity }) => soleIdentity(identity))
    .find((held) => held !== undefined && held.kind !== 'phone')
}

/** The number of the tenant's own side: that of the conferencing bridge, or of whose call it is. */
export function ownNumberOf({ conference, other }: PstnLeg, fork: (label: string) => Random): string {
  return drawPhoneNumber({ id: conference ? 'conference bridge' : (other?.id ?? 'nobody') }, fork)
}

/** What log rows say of the user: nothing where an application was called or called itself. */
export function toLogUser({ other }: Pick<PstnLeg, 'other'>): JsonObject {
  const user: JsonObject = other?.kind === 'user' ? other.value : {}
  const text = (name: string) => (typeof user[name] === 'string' ? user[name] : null)
  return { userId: text('id'), userPrincipalName: text('userPrincipalName'), userDisplayName: text('displayName') }
}
