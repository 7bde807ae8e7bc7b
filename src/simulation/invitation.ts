import { RING_LIMIT_MS } from '../calls/limits.ts'
import { participantById } from '../calls/participants.ts'
import { results } from '../calls/results.ts'
import { isJsonObject, type JsonObject } from '../edm/json.ts'
import type { ParticipantRow } from '../store/call-row.ts'
import type { ResultInfo } from '../store/result-info.ts'
import { completeIdentity } from './directory.ts'
import type { Moment, TimerPlan } from './moment.ts'
import { endOperation, isOpen } from './operations.ts'

/** Somebody who is to come into a call, as invitationParticipantInfo says it. It may choose the participant's id. */
export function toInvited({ settings }: Moment, invitation: JsonObject): NewParticipant {
  const { identity, participantId, '@odata.type': _, ...info } = invitation
  return {
    ...(typeof participantId === 'string' && { id: participantId.toLowerCase() }),
    presence: 'invited',
    identity: completeIdentity(settings.directory, isJsonObject(identity) ? identity : {}),
    ...(Object.keys(info).length > 0 && { info }),
  }
}

/** Somebody who comes into a call. An id that is not given is drawn. */
export type NewParticipant = Omit<ParticipantRow, 'id' | 'self'> & { readonly id?: string }

/** Who does not answer in time is not rung any longer. */
export function ringLimitOf(participantId: string, after = RING_LIMIT_MS): TimerPlan {
  return { after, happening: { type: 'step', step: { do: 'decline', who: participantId, with: results.noAnswer } } }
}

/**
 * Ends the invitations of which all participants have decided: complete if at least one has come.
 * @param result Why the last one did not come.
 */
export function settleInvitations(moment: Moment, callId: string, result: ResultInfo): void {
  const call = moment.tx.require('calls', callId)
  for (const operation of call.operations) {
    if (!operation.invited || !isOpen(operation)) continue
    const presences = operation.invited.map(
      ({ participantId }) => participantById(call, String(participantId))?.presence,
    )
    if (presences.includes('invited')) continue
    const hasCome = presences.some((presence) => presence !== 'left')
    endOperation(
      moment,
      callId,
      operation,
      hasCome ? { status: 'completed' } : { status: 'failed', resultInfo: result },
    )
  }
}
