import type { JsonObject } from '../../../engine/values/json.ts'
import { canBeReplaced, transfer } from '../../behaviour/handover.ts'
import type { CallContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { participantById } from '../../lifecycle/participants.ts'
import type { CallRow } from '../../rows.ts'
import { callPermissions } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'

interface TransferRequest {
  readonly transferTarget?: JsonObject
  readonly transferee?: JsonObject | null
}

/**
 * Hands an established call to somebody else, who takes it or does not: the app is told what comes of it. A target with
 * `replacesCallId` takes the place of another call of the app's: a consultative transfer.
 */
export const transferCall = defineEndpoint<TransferRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/transfer',
  title: 'Transfer a call',
  doc: 'https://learn.microsoft.com/graph/api/call-transfer',
  permissions: callPermissions(['Calls.Initiate.All']),
  body: { action: 'microsoft.graph.transfer' },
  run(context, _, params, { transferTarget = {}, transferee }) {
    const call = requireCall(context, params)
    if (call.kind !== 'peerToPeer') requireTransferee(call, transferee ?? {})
    const replaced = readReplaced(context, call, transferTarget)
    if (!transfer(context, call.id, transferTarget, replaced)) {
      throw callErrors.callConflict('transfer', call.state, 'established')
    }
    return { kind: 'empty', status: 202 }
  },
})

/** Who of a group call is transferred has to be said. */
function requireTransferee(call: CallRow, { participantId }: JsonObject): void {
  const parameter = 'transferee.participantId'
  if (typeof participantId !== 'string') {
    throw callErrors.invalidArgument(parameter, 'it is required to transfer somebody from a group call.')
  }
  const participant = participantById(call, participantId)
  if (participant?.participation !== 'in' || participant.self) {
    throw callErrors.invalidArgument(parameter, `nobody else in the call has the id '${participantId}'.`)
  }
}

function readReplaced(context: CallContext, call: CallRow, { replacesCallId }: JsonObject): string | undefined {
  if (typeof replacesCallId !== 'string') return undefined
  const id = replacesCallId.toLowerCase()
  if (id === call.id || !canBeReplaced(context, id)) {
    throw callErrors.invalidArgument(
      'transferTarget.replacesCallId',
      `'${replacesCallId}' is not the id of another call of the app's that is established.`,
    )
  }
  return id
}
