import { completeIdentity } from '../../../directory/directory.ts'
import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { canBeReplaced } from '../../behaviour/accept-transfer-or-redirect.ts'
import { transfer } from '../../behaviour/transfer.ts'
import type { CallContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { participantById } from '../../lifecycle/participants.ts'
import type { CallRow } from '../../rows.ts'
import { callPermissions } from '../call-permissions.ts'
import { requireIdentity } from '../check-argument.ts'
import { requireCall } from '../require-call.ts'
import { requireReachablePhones } from '../require-phones.ts'

interface TransferRequest {
  readonly transferTarget?: JsonObject
  readonly transferee?: JsonObject | null
}

/**
 * Transfer a call.
 *
 * Transfers an established call to a target who answers or declines; the app is notified of the outcome. A target with
 * `replacesCallId` replaces another call of the app: a consultative transfer.
 * @see https://learn.microsoft.com/graph/api/call-transfer
 */
export const transferCall = defineEndpoint<TransferRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/transfer',
  permissions: callPermissions(['Calls.Initiate.All']),
  body: { action: 'microsoft.graph.transfer' },
  run(context, { strict }, params, { transferTarget = {}, transferee }) {
    const call = requireCall(context, params)
    if (call.kind !== 'peerToPeer') requireTransferee(call, transferee ?? {})
    if (strict) requireTransferable(context, call, transferTarget, transferee ?? {})
    const replaced = readReplaced(context, call, transferTarget)
    if (!transfer(context, call.id, transferTarget, replaced)) {
      throw callErrors.callConflict('transfer', call.state, 'established')
    }
    return { kind: 'empty', status: 202 }
  },
})

/**
 * Users can be transferred to users of the same tenant; users and phones to a phone, where Graph supports it.
 * @see https://learn.microsoft.com/graph/api/call-transfer
 */
function requireTransferable(
  context: CallContext,
  call: CallRow,
  { identity }: JsonObject,
  transferee: JsonObject,
): void {
  const { directory } = context.services
  requireIdentity('transferTarget.identity', identity)
  requireReachablePhones('transferTarget', [{ identity }], call)
  const target = isJsonObject(identity) ? completeIdentity(directory, identity) : {}
  const { participantId } = transferee
  const other = call.participants.find(({ self, participation, id }) =>
    typeof participantId === 'string' ? id === participantId.toLowerCase() : !self && participation === 'in',
  )
  for (const one of other ? [target, other.identity] : [target]) {
    if (isJsonObject(one.user) || isJsonObject(one.phone)) continue
    throw callErrors.notSupported('only users and phones can be transferred, and only to users and phones.')
  }
  const tenantOf = ({ user }: JsonObject) =>
    String((isJsonObject(user) && user.tenantId) || directory.tenantId).toLowerCase()
  if (!other || tenantOf(target) === tenantOf(other.identity)) return
  throw callErrors.notSupported(
    `the transferee and the transfer target belong to different tenants ('${tenantOf(other.identity)}' and '${tenantOf(target)}').`,
  )
}

/** In a group call the request has to name the participant to transfer. */
function requireTransferee(call: CallRow, { participantId }: JsonObject): void {
  const parameter = 'transferee.participantId'
  if (typeof participantId !== 'string') {
    throw callErrors.invalidArgument(parameter, 'it is required to transfer a participant of a group call.')
  }
  const participant = participantById(call, participantId)
  if (participant?.participation !== 'in' || participant.self) {
    throw callErrors.invalidArgument(parameter, `no participant other than the app has the id '${participantId}'.`)
  }
}

function readReplaced(context: CallContext, call: CallRow, { replacesCallId }: JsonObject): string | undefined {
  if (typeof replacesCallId !== 'string') return undefined
  const id = replacesCallId.toLowerCase()
  if (id === call.id || !canBeReplaced(context, id)) {
    throw callErrors.invalidArgument(
      'transferTarget.replacesCallId',
      `'${replacesCallId}' is not the id of another established call of the app.`,
    )
  }
  return id
}
