import type { EntityReply } from '../../../graph/endpoint/endpoint-reply.ts'
import { changeParticipant } from '../../behaviour/roster.ts'
import type { CallContext } from '../../context.ts'
import type { CallRow, ParticipantRow } from '../../rows.ts'
import { addOperation } from '../../updates/operations.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext } from '../check-argument.ts'

interface Muting {
  readonly who: readonly ParticipantRow[]
  readonly isMuted: boolean
  /** The operation's type. */
  readonly type: string
  readonly clientContext: string | null | undefined
}

/** Mutes or unmutes participants on the server at once. A roster follows if this changes anything. */
export function muteReply(
  context: CallContext,
  call: CallRow,
  { who, isMuted, type, clientContext = null }: Muting,
): EntityReply {
  requireClientContext(clientContext)
  for (const participant of who) {
    if ((participant.isMuted ?? false) !== isMuted) changeParticipant(context, call.id, participant.id, { isMuted })
  }
  const operation = addOperation(context, call.id, { type, status: 'completed', clientContext })
  return { ...operationReply(call, operation), contextPath: type }
}
