import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import { type HeldIdentity, heldIdentity, phoneNumber } from './identity.ts'
import { type Span, toStays } from './stays.ts'

/** A phone's part in a call: from when to when, with whom of the tenant, and who called whom. */
export interface PstnLeg extends Span {
  /** Before the phone rang, if the history tells. */
  readonly placedAt: number
  /** The phone's number. */
  readonly number: string
  /** Whether the phone was called, or called itself. */
  readonly outbound: boolean
  readonly other: HeldIdentity | undefined
}

/** The phones that were in a call, in order of joining. A record that a client wrote has none. */
export function toPstnLegs({ origin }: CallRecordRow): PstnLeg[] {
  if (origin.from === 'client') return []
  const { call } = origin
  const others = call.participants.map(({ identity }) => heldIdentity(identity))
  return toStays(call).flatMap(({ participantId, from, until }) => {
    const participant = call.participants.find(({ id }) => id === participantId)
    const number = participant && phoneNumber(participant.identity)
    if (!participant || number === undefined) return []
    const other = others.find((held) => held !== undefined && held.kind !== 'phone')
    // In a call that the app placed, phones are called.
    const outbound = call.direction === 'outgoing'
    return [{ number, outbound, other, from, until, placedAt: Math.min(from, call.history[0]?.at ?? from) }]
  })
}

/** The number of the tenant's own side: from the range that is kept for fiction. */
export function drawOwnNumber(random: Random): string {
  return `+1425555${random.int(100, 199).toString().padStart(4, '0')}`
}

/** What log rows say of the user: nothing where an application was called or called itself. */
export function toLogUser({ other }: PstnLeg): JsonObject {
  const user: JsonObject = other?.kind === 'user' ? other.value : {}
  const text = (name: string) => (typeof user[name] === 'string' ? user[name] : null)
  return { userId: text('id'), userPrincipalName: text('userPrincipalName'), userDisplayName: text('displayName') }
}
