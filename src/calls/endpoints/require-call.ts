import { saysType } from '../../graph/odata/json/type-annotation.ts'
import type { CallContext } from '../context.ts'
import { callErrors } from '../errors.ts'
import { participantById } from '../lifecycle/participants.ts'
import { isLive } from '../lifecycle/transitions.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'

/** @throws GraphError when there is no such call any more. GUIDs are compared without case. */
export function requireCall({ tx }: CallContext, { callId = '' }: Readonly<Record<string, string>>): CallRow {
  const call = tx.get('calls', callId.toLowerCase())
  if (!call || !isLive(call)) throw callErrors.callNotFound(callId)
  return call
}

/** What the service plays or records needs a call that is up, and whose media the service has. */
export function requireMedia(call: CallRow, strict: boolean): void {
  requireEstablished(call, strict)
  if (saysType(call.mediaConfig, APP_HOSTED)) {
    throw callErrors.invalidMediaMode('serviceHostedMediaConfig')
  }
}

/** @throws GraphError for a peer-to-peer call. */
export function requireGroup({ kind }: CallRow): void {
  if (kind === 'peerToPeer') throw callErrors.callNotGroup()
}

/** @throws GraphError unless the call is up. Under a lenient base segment any live call will do: media actions wait until it is up. */
export function requireEstablished({ state }: CallRow, strict: boolean): void {
  if (strict && state !== 'established' && state !== 'hold') throw callErrors.callNotEstablished(state)
}

/** @throws GraphError unless there is such a group call or meeting, and it is up. */
export function requireGroupUp(
  context: CallContext,
  params: Readonly<Record<string, string>>,
  strict: boolean,
): CallRow {
  const call = requireCall(context, params)
  requireGroup(call)
  requireEstablished(call, strict)
  return call
}

/** @throws GraphError when the app's media are not its own. */
export function requireAppHosted({ mediaConfig }: CallRow): void {
  if (!saysType(mediaConfig, APP_HOSTED)) throw callErrors.invalidMediaMode('appHostedMediaConfig')
}

/** @throws GraphError when nobody of this id is, or was, in the call. */
export function requireParticipant(
  call: CallRow,
  { participantId = '' }: Readonly<Record<string, string>>,
): ParticipantRow {
  const participant = participantById(call, participantId)
  if (!participant || participant.participation === 'left') {
    throw callErrors.callResourceNotFound('participant', participantId)
  }
  return participant
}

/** @throws GraphError for somebody who is being rung, or waits in the lobby. */
export function requireIn({ id, participation }: ParticipantRow, action: string): void {
  if (participation === 'in') return
  throw callErrors.participantConflict(
    `'${action}' is not possible while participant '${id}' is '${participation}'; it has to be 'in'.`,
  )
}

/** Somebody who is in, named by an argument. @throws GraphError when there is nobody of this id. */
export function requireNamed(call: CallRow, parameter: string, participantId = ''): ParticipantRow {
  const participant = participantById(call, participantId)
  if (participant?.participation === 'in') return participant
  throw callErrors.invalidArgument(parameter, `nobody who is in the call has the id '${participantId}'.`)
}

const APP_HOSTED = 'microsoft.graph.appHostedMediaConfig'
