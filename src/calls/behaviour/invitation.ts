import { completeIdentity } from '../../directory/directory.ts'
import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import { RING_LIMIT_MS } from '../lifecycle/limits.ts'
import { participantById } from '../lifecycle/participants.ts'
import { results } from '../lifecycle/results.ts'
import type { ResultInfo } from '../result-info.ts'
import type { InvitationRow, OperationRow, ParticipantRow } from '../rows.ts'
import { addOperation, changeOperation, endOperation, isOpen } from '../updates/operations.ts'
import type { TimerPlan } from '../updates/timers.ts'
import { setTimer } from '../updates/timers.ts'
import { addParticipant, appendHistory, changeParticipant, type NewParticipant } from './roster.ts'

/** Somebody who is to come into a call, as invitationParticipantInfo says it. It may choose the participant's id. */
export function toInvited({ services }: CallContext, invitation: JsonObject): NewParticipant {
  const { identity, participantId, '@odata.type': _, ...info } = invitation
  return {
    ...(typeof participantId === 'string' && participantId !== '' && { id: participantId.toLowerCase() }),
    participation: 'invited',
    identity: completeIdentity(services.directory, isJsonObject(identity) ? identity : {}),
    ...(Object.keys(info).length > 0 && { info }),
  }
}

/** Who does not answer in time is not rung any longer. */
export function ringLimitOf(participantId: string, after = RING_LIMIT_MS): TimerPlan {
  return { after, action: { type: 'defaultStep', step: { do: 'decline', who: participantId, with: results.noAnswer } } }
}

/**
 * Invites people to a group call or meeting: they are rung, and react as the scenario says. The operation is over when
 * all have decided.
 * @see https://learn.microsoft.com/graph/api/participant-invite
 */
export function invite(
  context: CallContext,
  callId: string,
  invitations: readonly JsonObject[],
  clientContext: string | null,
): OperationRow {
  const rung = invitations.map((invitation) => ({ invitation, participant: ring(context, callId, invitation) }))
  return addOperation(context, callId, {
    type: 'inviteParticipantsOperation',
    status: 'running',
    clientContext,
    invitation: {
      participants: rung.map(({ invitation, participant: { id, identity } }) => ({
        ...invitation,
        identity,
        participantId: id,
      })),
      undecided: rung.map(({ participant }) => participant.id),
      hasCome: false,
    },
  })
}

function ring(context: CallContext, callId: string, invitation: JsonObject): ParticipantRow {
  const participant = addOrReinvite(context, callId, toInvited(context, invitation))
  appendHistory(context, callId, [{ at: context.now, did: 'rung', participantId: participant.id }])
  setTimer(context, callId, `ring:${participant.id}`, ringLimitOf(participant.id))
  context.emitLater('milestone', { callId, milestone: 'invited', participantId: participant.id })
  return participant
}

/** Whoever is invited again by the id of before is the same participant. */
function addOrReinvite(context: CallContext, callId: string, newcomer: NewParticipant): ParticipantRow {
  const before = participantById(context.tx.require('calls', callId), newcomer.id ?? '')
  if (!before) return addParticipant(context, callId, newcomer)
  changeParticipant(context, callId, before.id, newcomer)
  return { ...before, ...newcomer }
}

/**
 * Somebody who may have been invited has decided. An invitation ends with the last decision: complete if at least one
 * has come.
 * @param refusal Why the participant did not come.
 */
export function settleInvitation(
  context: CallContext,
  callId: string,
  participantId: string,
  refusal?: ResultInfo,
): void {
  const { operations } = context.tx.require('calls', callId)
  const operation = operations.find((one) => isOpen(one) && one.invitation?.undecided.includes(participantId))
  if (!operation?.invitation) return
  const { participants, undecided, hasCome } = operation.invitation
  const invitation: InvitationRow = {
    participants,
    undecided: undecided.filter((id) => id !== participantId),
    hasCome: hasCome || refusal === undefined,
  }
  if (invitation.undecided.length > 0) changeOperation(context, callId, { ...operation, invitation })
  else if (invitation.hasCome) endOperation(context, callId, operation, { status: 'completed', invitation })
  else endOperation(context, callId, operation, { status: 'failed', invitation, resultInfo: refusal ?? null })
  if (refusal === undefined) endReplaced(context, participants, participantId)
}

/**
 * Who was in a call of their own has come: that call ends, once all has been told of their coming.
 * @see https://learn.microsoft.com/graph/api/resources/invitationparticipantinfo
 */
function endReplaced(context: CallContext, invitations: readonly JsonObject[], participantId: string): void {
  const invitation = invitations.find((one) => one.participantId === participantId)
  if (typeof invitation?.replacesCallId !== 'string') return
  context.schedule({
    after: 0,
    entityId: invitation.replacesCallId.toLowerCase(),
    action: { type: 'callEvent', event: { type: 'end', result: results.transferred } },
  })
}
