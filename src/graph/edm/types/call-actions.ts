import type { MetadataFacts } from '../facts.ts'

/** The actions on calls and participants. @see https://learn.microsoft.com/graph/api/resources/call */
export const callActions: MetadataFacts = {
  namespace: 'microsoft.graph',
  actions: {
    call: {
      addLargeGalleryView: { parameters: { clientContext: 'String' }, returns: 'addLargeGalleryViewOperation' },
      answer: {
        parameters: {
          callbackUri: 'String!',
          mediaConfig: 'mediaConfig!',
          acceptedModalities: 'modality[]',
          participantCapacity: 'Int32',
          callOptions: 'incomingCallOptions',
        },
      },
      cancelMediaProcessing: { parameters: { clientContext: 'String' }, returns: 'cancelMediaProcessingOperation' },
      changeScreenSharingRole: { parameters: { role: 'screenSharingRole!' } },
      keepAlive: {},
      mute: { parameters: { clientContext: 'String' }, returns: 'muteParticipantOperation' },
      playPrompt: { parameters: { prompts: 'prompt[]!', clientContext: 'String' }, returns: 'playPromptOperation' },
      recordResponse: {
        parameters: {
          prompts: 'prompt[]',
          bargeInAllowed: 'Boolean',
          initialSilenceTimeoutInSeconds: 'Int32',
          maxSilenceTimeoutInSeconds: 'Int32',
          maxRecordDurationInSeconds: 'Int32',
          playBeep: 'Boolean',
          stopTones: 'String[]',
          clientContext: 'String',
        },
        returns: 'recordOperation',
      },
      redirect: { parameters: { targets: 'invitationParticipantInfo[]!', timeout: 'Int32', callbackUri: 'String' } },
      reject: { parameters: { reason: 'rejectReason', callbackUri: 'String' } },
      sendDtmfTones: {
        parameters: { tones: 'tone[]!', delayBetweenTonesMs: 'Int32', clientContext: 'String' },
        returns: 'sendDtmfTonesOperation',
      },
      subscribeToTone: { parameters: { clientContext: 'String' }, returns: 'subscribeToToneOperation' },
      transfer: { parameters: { transferTarget: 'invitationParticipantInfo!', transferee: 'participantInfo' } },
      unmute: { parameters: { clientContext: 'String' }, returns: 'unmuteParticipantOperation' },
      updateRecordingStatus: {
        parameters: { status: 'recordingStatus!', clientContext: 'String' },
        returns: 'updateRecordingStatusOperation',
      },
    },
    'call[]': {
      logTeleconferenceDeviceQuality: { parameters: { quality: 'teleconferenceDeviceQuality!' } },
    },
    participant: {
      mute: { parameters: { clientContext: 'String' }, returns: 'muteParticipantOperation' },
      startHoldMusic: {
        parameters: { customPrompt: 'prompt', clientContext: 'String' },
        returns: 'startHoldMusicOperation',
      },
      stopHoldMusic: { parameters: { clientContext: 'String' }, returns: 'stopHoldMusicOperation' },
    },
    'participant[]': {
      invite: {
        parameters: { participants: 'invitationParticipantInfo[]!', clientContext: 'String' },
        returns: 'inviteParticipantsOperation',
      },
    },
  },
}
