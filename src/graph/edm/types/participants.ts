import type { MetadataFacts } from '../facts.ts'

/** The participants of a call, and invitations to it. @see https://learn.microsoft.com/graph/api/resources/participant */
export const participants: MetadataFacts = {
  namespace: 'microsoft.graph',
  enums: {
    endpointType: 'default voicemail skypeForBusiness skypeForBusinessVoipPhone unknownFutureValue',
    recordingStatus: 'unknown notRecording recording failed unknownFutureValue',
  },
  complexTypes: {
    invitationParticipantInfo: {
      open: true,
      properties: {
        hidden: 'Boolean',
        identity: 'identitySet!',
        participantId: 'String',
        removeFromDefaultAudioRoutingGroup: 'Boolean',
        replacesCallId: 'String',
      },
    },
    participantInfo: {
      properties: {
        countryCode: 'String',
        endpointType: 'endpointType',
        identity: 'identitySet!',
        languageId: 'String',
        participantId: 'String',
        region: 'String',
      },
    },
    recordingInfo: { properties: { initiator: 'identitySet', recordingStatus: 'recordingStatus!' } },
    removedState: { properties: { reason: 'String' } },
  },
  entityTypes: {
    participant: {
      base: 'entity',
      properties: {
        info: 'participantInfo!',
        isInLobby: 'Boolean!',
        isMuted: 'Boolean!',
        mediaStreams: 'mediaStream[]',
        metadata: 'String',
        recordingInfo: 'recordingInfo',
        removedState: 'removedState',
        restrictedExperience: 'onlineMeetingRestricted',
        rosterSequenceNumber: 'Int64',
      },
    },
  },
}
