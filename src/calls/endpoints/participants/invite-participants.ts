import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { invite } from '../../behaviour/invitation.ts'
import type { CallContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { INVITATION_LIMIT } from '../../lifecycle/limits.ts'
import { isAround, isSameIdentity, participantById } from '../../lifecycle/participants.ts'
import { isEstablishedOrOnHold, isLive } from '../../lifecycle/transitions.ts'
import type { CallRow, ParticipantRow } from '../../rows.ts'
import { callPermissions } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext, requireCount, requireIdentity } from '../check-argument.ts'
import { requireCall, requireEstablished, requireGroup } from '../require-call.ts'
import { identityOf, idOf, requireDistinct } from '../require-distinct.ts'
import { requireReachablePhones } from '../require-phones.ts'

interface InviteRequest {
  /** May be missing under a lenient base segment. */
  readonly participants?: readonly JsonObject[]
  readonly clientContext?: string | null
}

/**
 * Invite participants to a call.
 *
 * Rings the invited people and responds with the running operation. Its notification follows when all have decided. An
 * established peer-to-peer call becomes a group call.
 * @see https://learn.microsoft.com/graph/api/participant-invite
 */
export const inviteParticipants = defineEndpoint<InviteRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/participants/invite',
  permissions: callPermissions(['Calls.InitiateGroupCall.All']),
  body: { action: 'microsoft.graph.invite' },
  run(context, { strict }, params, { participants = [], clientContext }) {
    const call = requireCall(context, params)
    requireEstablished(call, strict)
    // Also under a lenient base segment, a peer-to-peer call cannot become a group call earlier.
    if (!isEstablishedOrOnHold(call)) requireGroup(call)
    requireCount('participants', participants, 1, INVITATION_LIMIT)
    requireClientContext(clientContext)
    const invitations = acceptedInvitations(participants)
    if (invitations.length > 1) requireChat(call)
    if (strict) {
      for (const [index, { identity }] of invitations.entries())
        requireIdentity(`participants[${index}].identity`, identity)
      requireReachablePhones('participants', invitations, call)
    }
    for (const [index, invitation] of invitations.entries()) {
      requireReplaceable(context, call, invitation, `participants[${index}]`)
      requireNotInCall(call, invitation, `participants[${index}]`)
    }
    requireDistinct('participants', invitations)
    requireOneBot(call, invitations)
    return operationReply(call, invite(context, call.id, invitations, clientContext ?? null))
  },
})

/** An invitation that replaces a call is for the first participant only: Graph ignores the others. */
function acceptedInvitations(participants: readonly JsonObject[]): readonly JsonObject[] {
  return participants.some(({ replacesCallId }) => replacesCallId) ? participants.slice(0, 1) : participants
}

function requireChat({ chatInfo }: CallRow): void {
  if (chatInfo) return
  throw callErrors.invalidArgument(
    'participants',
    'several people can be invited at once only to a call with chatInfo. Invite them one by one.',
  )
}

/** Only another live peer-to-peer call can be replaced. */
function requireReplaceable({ tx }: CallContext, { id }: CallRow, { replacesCallId }: JsonObject, path: string): void {
  if (typeof replacesCallId !== 'string' || replacesCallId === '') return
  const replaced = tx.get('calls', replacesCallId.toLowerCase())
  if (replaced?.kind === 'peerToPeer' && isLive(replaced) && replaced.id !== id) return
  throw callErrors.invalidArgument(
    `${path}.replacesCallId`,
    `'${replacesCallId}' is not the id of another live peer-to-peer call.`,
  )
}

function requireNotInCall(call: CallRow, invitation: JsonObject, path: string): void {
  const identity = identityOf(invitation)
  // A participant who has left can be invited again under the same id.
  const isTaken = (one: ParticipantRow) => isAround(one) || !isSameIdentity(one.identity, identity)
  const ofSameId = participantById(call, idOf(invitation) ?? '')
  if (ofSameId && isTaken(ofSameId)) {
    throw callErrors.invalidArgument(
      `${path}.participantId`,
      `'${ofSameId.id}' is the id of a participant who is already '${ofSameId.participation}'.`,
    )
  }
  const ofSameIdentity = call.participants.find((one) => isAround(one) && isSameIdentity(one.identity, identity))
  if (ofSameIdentity) {
    throw callErrors.invalidArgument(
      `${path}.identity`,
      `participant '${ofSameIdentity.id}' has this identity and is already '${ofSameIdentity.participation}'.`,
    )
  }
}

/** Besides the app itself, a call has at most one bot by invitation. The large gallery is not a bot. */
function requireOneBot({ participants }: CallRow, invitations: readonly JsonObject[]): void {
  const present = participants.filter((one) => !one.self && isAround(one) && isBot(one.identity))
  const invited = invitations.filter((one) => isBot(identityOf(one)))
  if (invited.length === 0 || present.length + invited.length < 2) return
  throw callErrors.invalidArgument('participants', 'more than one bot cannot be invited to a call.')
}

function isBot({ application }: JsonObject): boolean {
  return isJsonObject(application)
}
