import { addLargeGalleryView } from './add-large-gallery-view.ts'
import { answerCall } from './answer-call.ts'
import { cancelMediaProcessing } from './cancel-media-processing.ts'
import { changeScreenSharingRole } from './change-screen-sharing-role.ts'
import { configureMixer } from './configure-mixer.ts'
import { createAudioRoutingGroup } from './create-audio-routing-group.ts'
import { createCallOperation } from './create-call.ts'
import { createCallRecord } from './create-call-record.ts'
import { createSession } from './create-session.ts'
import { createSubscription } from './create-subscription.ts'
import type { Operation } from './define.ts'
import { deleteAudioRoutingGroup } from './delete-audio-routing-group.ts'
import { deleteCall } from './delete-call.ts'
import { deleteCallRecord } from './delete-call-record.ts'
import { deleteParticipant } from './delete-participant.ts'
import { deleteSubscription } from './delete-subscription.ts'
import { getAudioRoutingGroup } from './get-audio-routing-group.ts'
import { getCall } from './get-call.ts'
import { getCallRecord } from './get-call-record.ts'
import { getContentSharingSession } from './get-content-sharing-session.ts'
import { getDirectRoutingCalls } from './get-direct-routing-calls.ts'
import { getOperation } from './get-operation.ts'
import { getOrganizer } from './get-organizer.ts'
import { getParticipant } from './get-participant.ts'
import { getPstnBlockedUsersLog } from './get-pstn-blocked-users-log.ts'
import { getPstnCalls } from './get-pstn-calls.ts'
import { getPstnOnlineMeetingDialoutReport } from './get-pstn-online-meeting-dialout-report.ts'
import { getRecordParticipant } from './get-record-participant.ts'
import { getRecording } from './get-recording.ts'
import { getSegment } from './get-segment.ts'
import { getSession } from './get-session.ts'
import { getSmsLog } from './get-sms-log.ts'
import { getSubscription } from './get-subscription.ts'
import { inviteParticipants } from './invite-participants.ts'
import { keepCallAlive } from './keep-alive.ts'
import { listAudioRoutingGroups } from './list-audio-routing-groups.ts'
import { listCallRecords } from './list-call-records.ts'
import { listCalls } from './list-calls.ts'
import { listContentSharingSessions } from './list-content-sharing-sessions.ts'
import { listOperations } from './list-operations.ts'
import { listParticipants } from './list-participants.ts'
import { listRecordParticipants } from './list-record-participants.ts'
import { listSegments } from './list-segments.ts'
import { listSessions } from './list-sessions.ts'
import { listSubscriptions } from './list-subscriptions.ts'
import { logDeviceQuality } from './log-device-quality.ts'
import { muteAll } from './mute-all.ts'
import { muteCall } from './mute-call.ts'
import { muteParticipant } from './mute-participant.ts'
import { playPrompt } from './play-prompt.ts'
import { reauthorizeSubscription } from './reauthorize-subscription.ts'
import { recordOperation, recordResponse } from './record-response.ts'
import { redirectCall } from './redirect-call.ts'
import { rejectCall } from './reject-call.ts'
import { sendDtmfTones } from './send-dtmf-tones.ts'
import { startHoldMusic } from './start-hold-music.ts'
import { stopHoldMusic } from './stop-hold-music.ts'
import { subscribeToTone } from './subscribe-to-tone.ts'
import { transferCall } from './transfer-call.ts'
import { unmuteCall } from './unmute-call.ts'
import { updateAudioRoutingGroup } from './update-audio-routing-group.ts'
import { updateCallRecord } from './update-call-record.ts'
import { updateRecordingStatus } from './update-recording-status.ts'
import { updateSubscription } from './update-subscription.ts'

/** Every operation of the emulator. The router, the README's table and the tests read this list. */
export const routes: readonly Operation[] = [
  createCallOperation,
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
  recordOperation,
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
