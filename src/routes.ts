import { getDirectRoutingCalls } from './call-records/endpoints/logs/get-direct-routing-calls.ts'
import { getPstnBlockedUsersLog } from './call-records/endpoints/logs/get-pstn-blocked-users-log.ts'
import { getPstnCalls } from './call-records/endpoints/logs/get-pstn-calls.ts'
import { getPstnOnlineMeetingDialoutReport } from './call-records/endpoints/logs/get-pstn-online-meeting-dialout-report.ts'
import { getSmsLog } from './call-records/endpoints/logs/get-sms-log.ts'
import { createCallRecord } from './call-records/endpoints/records/create-call-record.ts'
import { createSession } from './call-records/endpoints/records/create-session.ts'
import { deleteCallRecord } from './call-records/endpoints/records/delete-call-record.ts'
import { getCallRecord } from './call-records/endpoints/records/get-call-record.ts'
import { getOrganizer } from './call-records/endpoints/records/get-organizer.ts'
import { getRecordParticipant } from './call-records/endpoints/records/get-record-participant.ts'
import { getSegment } from './call-records/endpoints/records/get-segment.ts'
import { getSession } from './call-records/endpoints/records/get-session.ts'
import { listCallRecords } from './call-records/endpoints/records/list-call-records.ts'
import { listRecordParticipants } from './call-records/endpoints/records/list-record-participants.ts'
import { listSegments } from './call-records/endpoints/records/list-segments.ts'
import { listSessions } from './call-records/endpoints/records/list-sessions.ts'
import { updateCallRecord } from './call-records/endpoints/records/update-call-record.ts'
import { createAudioRoutingGroup } from './calls/endpoints/audio-routing-groups/create-audio-routing-group.ts'
import { deleteAudioRoutingGroup } from './calls/endpoints/audio-routing-groups/delete-audio-routing-group.ts'
import { getAudioRoutingGroup } from './calls/endpoints/audio-routing-groups/get-audio-routing-group.ts'
import { listAudioRoutingGroups } from './calls/endpoints/audio-routing-groups/list-audio-routing-groups.ts'
import { updateAudioRoutingGroup } from './calls/endpoints/audio-routing-groups/update-audio-routing-group.ts'
import { addLargeGalleryView } from './calls/endpoints/call/add-large-gallery-view.ts'
import { answerCall } from './calls/endpoints/call/answer-call.ts'
import { changeScreenSharingRole } from './calls/endpoints/call/change-screen-sharing-role.ts'
import { createCallEndpoint } from './calls/endpoints/call/create-call.ts'
import { deleteCall } from './calls/endpoints/call/delete-call.ts'
import { getCall } from './calls/endpoints/call/get-call.ts'
import { keepCallAlive } from './calls/endpoints/call/keep-alive.ts'
import { listCalls } from './calls/endpoints/call/list-calls.ts'
import { logDeviceQuality } from './calls/endpoints/call/log-device-quality.ts'
import { redirectCall } from './calls/endpoints/call/redirect-call.ts'
import { rejectCall } from './calls/endpoints/call/reject-call.ts'
import { transferCall } from './calls/endpoints/call/transfer-call.ts'
import { updateRecordingStatus } from './calls/endpoints/call/update-recording-status.ts'
import { getContentSharingSession } from './calls/endpoints/content-sharing/get-content-sharing-session.ts'
import { listContentSharingSessions } from './calls/endpoints/content-sharing/list-content-sharing-sessions.ts'
import { cancelMediaProcessing } from './calls/endpoints/media/cancel-media-processing.ts'
import { getOperation } from './calls/endpoints/media/get-operation.ts'
import { getRecording } from './calls/endpoints/media/get-recording.ts'
import { listOperations } from './calls/endpoints/media/list-operations.ts'
import { playPrompt } from './calls/endpoints/media/play-prompt.ts'
import { recordResponse, recordResponseFirstDraft } from './calls/endpoints/media/record-response.ts'
import { sendDtmfTones } from './calls/endpoints/media/send-dtmf-tones.ts'
import { subscribeToTone } from './calls/endpoints/media/subscribe-to-tone.ts'
import { configureMixer } from './calls/endpoints/participants/configure-mixer.ts'
import { deleteParticipant } from './calls/endpoints/participants/delete-participant.ts'
import { getParticipant } from './calls/endpoints/participants/get-participant.ts'
import { inviteParticipants } from './calls/endpoints/participants/invite-participants.ts'
import { listParticipants } from './calls/endpoints/participants/list-participants.ts'
import { muteAll } from './calls/endpoints/participants/mute-all.ts'
import { muteCall } from './calls/endpoints/participants/mute-call.ts'
import { muteParticipant } from './calls/endpoints/participants/mute-participant.ts'
import { startHoldMusic } from './calls/endpoints/participants/start-hold-music.ts'
import { stopHoldMusic } from './calls/endpoints/participants/stop-hold-music.ts'
import { unmuteCall } from './calls/endpoints/participants/unmute-call.ts'
import type { Endpoint } from './graph/endpoint/endpoint.ts'
import { createSubscription } from './subscriptions/endpoints/create-subscription.ts'
import { deleteSubscription } from './subscriptions/endpoints/delete-subscription.ts'
import { getSubscription } from './subscriptions/endpoints/get-subscription.ts'
import { listSubscriptions } from './subscriptions/endpoints/list-subscriptions.ts'
import { reauthorizeSubscription } from './subscriptions/endpoints/reauthorize-subscription.ts'
import { updateSubscription } from './subscriptions/endpoints/update-subscription.ts'

/** Every operation of the emulator. The router, the README's table and the tests read this list. */
export const endpoints: readonly Endpoint[] = [
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
  listCallRecords,
  createCallRecord,
  getCallRecord,
  updateCallRecord,
  deleteCallRecord,
  listSessions,
  createSession,
  getSession,
  listSegments,
  getSegment,
  getOrganizer,
  listRecordParticipants,
  getRecordParticipant,
  getPstnCalls,
  getDirectRoutingCalls,
  getSmsLog,
  getPstnBlockedUsersLog,
  getPstnOnlineMeetingDialoutReport,
  createSubscription,
  listSubscriptions,
  getSubscription,
  updateSubscription,
  reauthorizeSubscription,
  deleteSubscription,
]
