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
import { notifyCall } from './notify-call.ts'
import { addParticipant, appendHistory, changeParticipant, type NewParticipant } from './roster.ts'

/** A participant from an invitationParticipantInfo, which may choose the participant's id. */
export function toInvitedParticipant({ services }: CallContext, invitation: JsonObject): NewParticipant {
  const { identity, participantId, '@odata.type': _, ...info } = invitation
  return {
    ...(typeof participantId === 'string' && participantId !== '' && { id: participantId.toLowerCase() }),
    participation: 'invited',
    identity: completeIdentity(services.directory, isJsonObject(identity) ? identity : {}),
    ...(Object.keys(info).length > 0 && { info }),
  }
}

/** Declines for a participant who does not answer in time. */
export function toRingTimer(participantId: string, after = RING_LIMIT_MS): TimerPlan {
  return { after, action: { type: 'defaultStep', step: { do: 'decline', who: participantId, with: results.noAnswer } } }
}

/**
 * Invites participants to a call: they ring, and respond as the scenario says. The operation ends once all have responded.
 * A peer-to-peer call becomes a group call first.
 * @see https://learn.microsoft.com/graph/api/participant-invite
 */
export function invite(
  context: CallContext,
  callId: string,
  invitations: readonly JsonObject[],
  clientContext: string | null,
): OperationRow {
  if (context.tx.require('calls', callId).kind === 'peerToPeer') escalate(context, callId)
  const invited = invitations.map((invitation) => ({
    invitation,
    participant: ringParticipant(context, callId, invitation),
  }))
  return addOperation(context, callId, {
    type: 'inviteParticipantsOperation',
    status: 'running',
    clientContext,
    invitation: {
      participants: invited.map(({ invitation, participant: { id, identity } }) => ({
        ...invitation,
        identity,
        participantId: id,
      })),
      unanswered: invited.map(({ participant }) => participant.id),
      hasJoined: false,
    },
  })
}

/**
 * Makes a peer-to-peer call a group call with a chat, and hides the app if its call options say so. The app is notified of
 * the call, as seen in production, and of its first roster.
 * @see https://learn.microsoft.com/graph/api/resources/calloptions
 */
function escalate(context: CallContext, callId: string): void {
  const { participants, callOptions } = context.tx.require('calls', callId)
  const isHidden = callOptions?.hideBotAfterEscalation === true
  context.tx.update('calls', callId, (call) => {
    call.kind = 'group'
    call.chatInfo ??= createChat(context)
  })
  for (const { id, self } of participants)
    changeParticipant(context, callId, id, self && isHidden ? { hidden: true } : {})
  notifyCall(context, callId, 'updated', ['chatInfo', 'mediaState'])
}

/** The chatInfo of a group call that people started. */
export function createChat({ ids }: CallContext): JsonObject {
  return { threadId: `19:${ids.token(32)}@thread.v2`, messageId: '0' }
}

function ringParticipant(context: CallContext, callId: string, invitation: JsonObject): ParticipantRow {
  const participant = addOrReinvite(context, callId, toInvitedParticipant(context, invitation))
  appendHistory(context, callId, [{ at: context.now, did: 'invited', participantId: participant.id }])
  setTimer(context, callId, `ring:${participant.id}`, toRingTimer(participant.id))
  context.emitLater('milestone', { callId, milestone: 'invited', participantId: participant.id })
  return participant
}

/** An invitation with the id of an existing participant invites that participant again. */
function addOrReinvite(context: CallContext, callId: string, newcomer: NewParticipant): ParticipantRow {
  const before = participantById(context.tx.require('calls', callId), newcomer.id ?? '')
  if (!before) return addParticipant(context, callId, newcomer)
  changeParticipant(context, callId, before.id, newcomer)
  return { ...before, ...newcomer }
}

/**
 * Records the response of a participant, if an invitation waits for it. The last response ends the invitation: completed
 * if at least one participant has joined, failed otherwise.
 *
 * @param refusal why the participant has not joined.
 */
export function recordInvitationResponse(
  context: CallContext,
  callId: string,
  participantId: string,
  refusal?: ResultInfo,
): void {
  const { operations } = context.tx.require('calls', callId)
  const operation = operations.find((one) => isOpen(one) && one.invitation?.unanswered.includes(participantId))
  if (!operation?.invitation) return
  const { participants, unanswered, hasJoined } = operation.invitation
  const invitation: InvitationRow = {
    participants,
    unanswered: unanswered.filter((id) => id !== participantId),
    hasJoined: hasJoined || refusal === undefined,
  }
  if (invitation.unanswered.length > 0) changeOperation(context, callId, { ...operation, invitation })
  else if (invitation.hasJoined) endOperation(context, callId, operation, { status: 'completed', invitation })
  else endOperation(context, callId, operation, { status: 'failed', invitation, resultInfo: refusal ?? null })
  if (refusal === undefined) endReplacedCall(context, participants, participantId)
}

/**
 * Ends the call that the invitation of a joined participant replaces, after the app has been notified of the joining.
 * @see https://learn.microsoft.com/graph/api/resources/invitationparticipantinfo
 */
function endReplacedCall(context: CallContext, invitations: readonly JsonObject[], participantId: string): void {
  const invitation = invitations.find((one) => one.participantId === participantId)
  if (typeof invitation?.replacesCallId !== 'string') return
  context.schedule({
    after: 0,
    entityId: invitation.replacesCallId.toLowerCase(),
    action: { type: 'callEvent', event: { type: 'end', result: results.transferred } },
  })
}
