import type { JsonObject } from '../../../engine/values/json.ts'
import { dispatchCallEvent } from '../../behaviour/dispatch-call-event.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import type { Modality } from '../../rows.ts'
import { callPermissions } from '../call-permissions.ts'
import { requireCallbackUri } from '../check-argument.ts'
import { mediaNeeds, toMediaConfig } from '../media-config.ts'
import { requireCall } from '../require-call.ts'

interface AnswerRequest {
  readonly callbackUri?: string
  readonly mediaConfig: JsonObject
  readonly acceptedModalities?: readonly Modality[] | null
  readonly callOptions?: JsonObject | null
  readonly participantCapacity?: number | null
}

const OPTIONS_TYPE = '#microsoft.graph.incomingCallOptions'
const GROUP_PERMISSIONS = ['Calls.JoinGroupCall.All', 'Calls.JoinGroupCallAsGuest.All']

/**
 * Answer an incoming call.
 *
 * Later notifications go to the `callbackUri` in the body, by default to the one that the call was announced at.
 * @see https://learn.microsoft.com/graph/api/call-answer
 */
export const answerCall = defineEndpoint<AnswerRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/answer',
  permissions(context, params, { mediaConfig }) {
    const { kind, tenantId } = requireCall(context, params)
    const needs = [...(kind === 'peerToPeer' ? [] : [GROUP_PERMISSIONS]), ...mediaNeeds(mediaConfig)]
    return { ...callPermissions(...needs), tenant: { id: tenantId ?? context.services.directory.tenantId } }
  },
  body: { action: 'microsoft.graph.answer', optionalMembers: ['callbackUri'] },
  run(context, { strict }, params, { callbackUri, mediaConfig, acceptedModalities, callOptions, participantCapacity }) {
    const call = requireCall(context, params)
    if (strict && callbackUri !== undefined) requireCallbackUri('callbackUri', callbackUri)
    if (strict && !acceptedModalities?.length) {
      throw callErrors.invalidArgument(
        'acceptedModalities',
        'at least one of audio, video, videoBasedScreenSharing is required.',
      )
    }
    if (strict && acceptedModalities?.includes('data')) {
      throw callErrors.invalidArgument(
        'acceptedModalities',
        "'data' cannot be accepted: use audio, video or videoBasedScreenSharing.",
      )
    }
    if (participantCapacity != null && participantCapacity < 1) {
      throw callErrors.invalidArgument('participantCapacity', `${participantCapacity} is not 1 or more.`)
    }
    context.tx.update('calls', call.id, (draft) => {
      if (callbackUri !== undefined) draft.callbackUri = callbackUri
      draft.mediaConfig = mediaConfig ? toMediaConfig(context, mediaConfig) : null
      // The type of a call's options is abstract, so responses state it.
      draft.callOptions = callOptions ? { '@odata.type': OPTIONS_TYPE, ...callOptions } : null
      // Only policy-based recording uses the capacity.
      if (call.policyRecording) draft.policyRecording = { ...call.policyRecording, capacity: participantCapacity ?? 1 }
      if (acceptedModalities) draft.requestedModalities = [...acceptedModalities]
      draft.history = call.history.concat({ at: context.now, did: 'modalities', modalities: draft.requestedModalities })
    })
    if (!dispatchCallEvent(context, call.id, { type: 'answer' }))
      throw callErrors.callConflict('answer', call.state, 'incoming')
    return { kind: 'empty', status: 202 }
  },
})
