import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { invite } from '../../behaviour/invitation.ts'
import type { CallContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { INVITATION_LIMIT } from '../../lifecycle/limits.ts'
import { isAround, isSameIdentity, participantById } from '../../lifecycle/participants.ts'
import { isLive } from '../../lifecycle/transitions.ts'
import type { CallRow, ParticipantRow } from '../../rows.ts'
import { callPermissions } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext, requireCount } from '../check-argument.ts'
import { requireGroupUp } from '../require-call.ts'

interface InviteRequest {
  /** Under a lenient base segment it may be missing. */
  readonly participants?: readonly JsonObject[]
  readonly clientContext?: string | null
}

/** Those invited are rung. The answer is the operation under way; its notice follows when all have decided. */
export const inviteParticipants = defineEndpoint<InviteRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/participants/invite',
  title: 'Invite participants to a group call',
  doc: 'https://learn.microsoft.com/graph/api/participant-invite',
  permissions: callPermissions(['Calls.InitiateGroupCall.All']),
  body: { action: 'microsoft.graph.invite' },
  run(context, { strict }, params, { participants = [], clientContext }) {
    const call = requireGroupUp(context, params, strict)
    requireCount('participants', participants, 1, INVITATION_LIMIT)
    requireClientContext(clientContext)
    const invitations = honoured(participants)
    if (invitations.length > 1) requireChat(call)
    for (const [index, invitation] of invitations.entries()) {
      requireReplaceable(context, invitation, `participants[${index}]`)
      requireNewcomer(call, invitation, `participants[${index}]`)
      requireUnique(invitation, invitations.slice(0, index), `participants[${index}]`)
    }
    return operationReply(call, invite(context, call.id, invitations, clientContext ?? null))
  },
})

/** When an invitation replaces a call, the first participant alone is invited: the others are ignored. */
function honoured(participants: readonly JsonObject[]): readonly JsonObject[] {
  return participants.some(({ replacesCallId }) => replacesCallId) ? participants.slice(0, 1) : participants
}

function requireChat({ chatInfo }: CallRow): void {
  if (chatInfo) return
  throw callErrors.invalidArgument(
    'participants',
    'several can be invited at once only to a call that has chatInfo. Invite them one by one.',
  )
}

/** Only a peer-to-peer call that goes on can be replaced. */
function requireReplaceable({ tx }: CallContext, { replacesCallId }: JsonObject, path: string): void {
  if (typeof replacesCallId !== 'string' || replacesCallId === '') return
  const replaced = tx.get('calls', replacesCallId.toLowerCase())
  if (replaced?.kind === 'peerToPeer' && isLive(replaced)) return
  throw callErrors.invalidArgument(
    `${path}.replacesCallId`,
    `'${replacesCallId}' is not the id of a live peer-to-peer call.`,
  )
}

function requireNewcomer(call: CallRow, invitation: JsonObject, path: string): void {
  const identity = identityOf(invitation)
  // Who is gone can be invited again by the id of before.
  const isTaken = (one: ParticipantRow) => isAround(one) || !isSameIdentity(one.identity, identity)
  const ofSameId = participantById(call, idOf(invitation) ?? '')
  if (ofSameId && isTaken(ofSameId)) {
    throw callErrors.invalidArgument(
      `${path}.participantId`,
      `'${ofSameId.id}' is the id of a participant who is '${ofSameId.participation}' already.`,
    )
  }
  const ofSameIdentity = call.participants.find((one) => isAround(one) && isSameIdentity(one.identity, identity))
  if (ofSameIdentity) {
    throw callErrors.invalidArgument(
      `${path}.identity`,
      `participant '${ofSameIdentity.id}' is of this identity, and '${ofSameIdentity.participation}' already.`,
    )
  }
}

function requireUnique(invitation: JsonObject, earlier: readonly JsonObject[], path: string): void {
  const id = idOf(invitation)
  if (id !== undefined && earlier.some((one) => idOf(one) === id)) {
    throw callErrors.invalidArgument(`${path}.participantId`, `'${id}' is given twice.`)
  }
  const isTwice = (one: JsonObject) => isSameIdentity(identityOf(one), identityOf(invitation))
  if (earlier.some(isTwice)) {
    throw callErrors.invalidArgument(`${path}.identity`, 'somebody of this identity is invited twice.')
  }
}

function identityOf({ identity }: JsonObject): JsonObject {
  return isJsonObject(identity) ? identity : {}
}

/** The participant id that the client has chosen. */
function idOf({ participantId }: JsonObject): string | undefined {
  return typeof participantId === 'string' && participantId !== '' ? participantId.toLowerCase() : undefined
}
