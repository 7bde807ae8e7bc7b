import { saysType } from '../../graph/odata/json/type-annotation.ts'
import type { CallContext } from '../context.ts'
import { callErrors } from '../errors.ts'
import { participantById } from '../lifecycle/participants.ts'
import { isLive } from '../lifecycle/transitions.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'

/** @throws GraphError when there is no live call with this id, which is compared ignoring case. */
export function requireCall({ tx }: CallContext, { callId = '' }: Readonly<Record<string, string>>): CallRow {
  const call = tx.get('calls', callId.toLowerCase())
  if (!call || !isLive(call)) throw callErrors.callNotFound(callId)
  return call
}

/** @throws GraphError unless the call is established and has service-hosted media, as playing and recording require. */
export function requireMedia(call: CallRow, strict: boolean): void {
  requireEstablished(call, strict)
  if (saysType(call.mediaConfig, APP_HOSTED)) {
    throw callErrors.invalidMediaMode('serviceHostedMediaConfig')
  }
}

/** @throws GraphError while the other side has the call on hold: media operations then cannot be requested. */
export function requireActiveAudio({ mediaState }: CallRow, strict: boolean): void {
  if (strict && mediaState === 'inactive') throw callErrors.audioInactive()
}

/** @throws GraphError for a peer-to-peer call. */
export function requireGroup({ kind }: CallRow): void {
  if (kind === 'peerToPeer') throw callErrors.callNotGroup()
}

/**
 * @throws GraphError unless the call is established or on hold. A lenient base segment accepts any live call; its media
 * operations wait until the call is established.
 */
export function requireEstablished({ state }: CallRow, strict: boolean): void {
  if (strict && state !== 'established' && state !== 'hold') throw callErrors.callNotEstablished(state)
}

/** @throws GraphError unless there is such a group call or meeting and it is established. */
export function requireEstablishedGroup(
  context: CallContext,
  params: Readonly<Record<string, string>>,
  strict: boolean,
): CallRow {
  const call = requireCall(context, params)
  requireGroup(call)
  requireEstablished(call, strict)
  return call
}

/** @throws GraphError unless the call has app-hosted media. */
export function requireAppHosted({ mediaConfig }: CallRow): void {
  if (!saysType(mediaConfig, APP_HOSTED)) throw callErrors.invalidMediaMode('appHostedMediaConfig')
}

/** @throws GraphError when no participant has this id, or the one who has it has left. */
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

/** @throws GraphError for a participant who is ringing or in the lobby. */
export function requireIn({ id, participation }: ParticipantRow, action: string): void {
  if (participation === 'in') return
  throw callErrors.participantConflict(
    `'${action}' is not possible while participant '${id}' is '${participation}'; the participant must be in the call.`,
  )
}

/** Finds the present participant that an argument names. @throws GraphError when there is none. */
export function requireNamed(call: CallRow, parameter: string, participantId = ''): ParticipantRow {
  const participant = participantById(call, participantId)
  if (participant?.participation === 'in') return participant
  throw callErrors.invalidArgument(parameter, `no participant in the call has the id '${participantId}'.`)
}

const APP_HOSTED = 'microsoft.graph.appHostedMediaConfig'
