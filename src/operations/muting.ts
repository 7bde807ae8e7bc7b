import type { Moment } from '../simulation/moment.ts'
import { addOperation } from '../simulation/operations.ts'
import { changeParticipant } from '../simulation/roster.ts'
import type { CallRow, ParticipantRow } from '../store/call-row.ts'
import { operationReply } from './call-reply.ts'
import { requireClientContext } from './check-argument.ts'
import type { EntityReply } from './define.ts'

interface Muting {
  readonly who: readonly ParticipantRow[]
  readonly isMuted: boolean
  /** The operation's type. */
  readonly type: string
  readonly clientContext: string | null | undefined
}

/** Mutes participants on the server, or unmutes them, at once. A roster follows if that changes anything. */
export function muteReply(
  moment: Moment,
  call: CallRow,
  { who, isMuted, type, clientContext = null }: Muting,
): EntityReply {
  requireClientContext(clientContext)
  for (const participant of who) {
    if ((participant.isMuted ?? false) !== isMuted) changeParticipant(moment, call.id, participant.id, { isMuted })
  }
  const operation = addOperation(moment, call.id, { type, status: 'completed', clientContext })
  return { ...operationReply(call, operation), context: type }
}
