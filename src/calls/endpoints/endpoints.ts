import type { Endpoint } from '../../graph/endpoint/endpoint.ts'
import type { EndpointTypes } from '../endpoint.ts'
import { createAudioRoutingGroup } from './audio-routing-groups/create-audio-routing-group.ts'
import { deleteAudioRoutingGroup } from './audio-routing-groups/delete-audio-routing-group.ts'
import { getAudioRoutingGroup } from './audio-routing-groups/get-audio-routing-group.ts'
import { listAudioRoutingGroups } from './audio-routing-groups/list-audio-routing-groups.ts'
import { updateAudioRoutingGroup } from './audio-routing-groups/update-audio-routing-group.ts'
import { addLargeGalleryView } from './call/add-large-gallery-view.ts'
import { answerCall } from './call/answer-call.ts'
import { changeScreenSharingRole } from './call/change-screen-sharing-role.ts'
import { createCallEndpoint } from './call/create-call.ts'
import { deleteCall } from './call/delete-call.ts'
import { getCall } from './call/get-call.ts'
import { keepCallAlive } from './call/keep-alive.ts'
import { listCalls } from './call/list-calls.ts'
import { logDeviceQuality } from './call/log-device-quality.ts'
import { redirectCall } from './call/redirect-call.ts'
import { rejectCall } from './call/reject-call.ts'
import { transferCall } from './call/transfer-call.ts'
import { updateRecordingStatus } from './call/update-recording-status.ts'
import { getContentSharingSession } from './content-sharing/get-content-sharing-session.ts'
import { listContentSharingSessions } from './content-sharing/list-content-sharing-sessions.ts'
import { cancelMediaProcessing } from './media/cancel-media-processing.ts'
import { getOperation } from './media/get-operation.ts'
import { getRecording } from './media/get-recording.ts'
import { listOperations } from './media/list-operations.ts'
import { playPrompt } from './media/play-prompt.ts'
import { recordResponse, recordResponseFirstDraft } from './media/record-response.ts'
import { sendDtmfTones } from './media/send-dtmf-tones.ts'
import { subscribeToTone } from './media/subscribe-to-tone.ts'
import { configureMixer } from './participants/configure-mixer.ts'
import { deleteParticipant } from './participants/delete-participant.ts'
import { getParticipant } from './participants/get-participant.ts'
import { inviteParticipants } from './participants/invite-participants.ts'
import { listParticipants } from './participants/list-participants.ts'
import { muteAll } from './participants/mute-all.ts'
import { muteCall } from './participants/mute-call.ts'
import { muteParticipant } from './participants/mute-participant.ts'
import { startHoldMusic } from './participants/start-hold-music.ts'
import { stopHoldMusic } from './participants/stop-hold-music.ts'
import { unmuteCall } from './participants/unmute-call.ts'

/** The endpoints of calls, in the order in which the README lists them. */
export const callEndpoints: readonly Endpoint<EndpointTypes>[] = [
  createCallEndpoint,
  listCalls,
  getCall,
  deleteCall,
  answerCall,
  rejectCall,
  redirectCall,
  transferCall,
  keepCallAlive,
  playPrompt,
  recordResponse,
  recordResponseFirstDraft,
  cancelMediaProcessing,
  subscribeToTone,
  sendDtmfTones,
  changeScreenSharingRole,
  updateRecordingStatus,
  addLargeGalleryView,
  logDeviceQuality,
  listParticipants,
  getParticipant,
  deleteParticipant,
  inviteParticipants,
  muteParticipant,
  muteCall,
  unmuteCall,
  startHoldMusic,
  stopHoldMusic,
  muteAll,
  configureMixer,
  createAudioRoutingGroup,
  listAudioRoutingGroups,
  getAudioRoutingGroup,
  updateAudioRoutingGroup,
  deleteAudioRoutingGroup,
  listContentSharingSessions,
  getContentSharingSession,
  listOperations,
  getOperation,
  getRecording,
]
