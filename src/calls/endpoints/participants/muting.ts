import type { Moment } from '../../../engine/moment.ts'
import type { EntityReply } from '../../../graph/endpoint/endpoint.ts'
import { changeParticipant } from '../../behaviour/roster.ts'
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
