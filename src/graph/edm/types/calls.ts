import type { MetadataFacts } from '../facts.ts'

/** Calls and their parts. @see https://learn.microsoft.com/graph/api/resources/call */
export const calls: MetadataFacts = {
  namespace: 'microsoft.graph',
  enums: {
    callDirection: 'incoming outgoing',
    callState: `
      incoming establishing established hold transferring transferAccepted redirecting terminating
      terminated unknownFutureValue`,
    callTranscriptionState: 'notStarted active inactive unknownFutureValue',
    mediaState: 'active inactive unknownFutureValue',
    modality: 'audio video videoBasedScreenSharing data unknownFutureValue',
    rejectReason: 'none busy forbidden unknownFutureValue',
    routingType: 'forwarded lookup selfFork unknownFutureValue',
    screenSharingRole: 'viewer sharer',
    tone: 'tone0 tone1 tone2 tone3 tone4 tone5 tone6 tone7 tone8 tone9 star pound a b c d flash',
  },
  complexTypes: {
    callMediaState: { properties: { audio: 'mediaState' } },
    callOptions: {
      abstract: true,
      properties: {
        hideBotAfterEscalation: 'Boolean',
        isContentSharingNotificationEnabled: 'Boolean',
        isDeltaRosterEnabled: 'Boolean',
        isInteractiveRosterEnabled: 'Boolean',
      },
    },
    incomingCallOptions: { base: 'callOptions' },
    outgoingCallOptions: { base: 'callOptions' },
    callRoute: { properties: { final: 'identitySet!', original: 'identitySet!', routingType: 'routingType!' } },
    callTranscriptionInfo: { properties: { lastModifiedDateTime: 'DateTimeOffset', state: 'callTranscriptionState!' } },
    chatInfo: { properties: { messageId: 'String', replyChainMessageId: 'String', threadId: 'String' } },
    incomingContext: {
      properties: {
        observedParticipantId: 'String',
        onBehalfOf: 'identitySet',
        sourceParticipantId: 'String',
        transferor: 'identitySet',
      },
    },
    resultInfo: { properties: { code: 'Int32!', message: 'String', subcode: 'Int32!' } },
    toneInfo: { properties: { sequenceId: 'Int64!', tone: 'tone!' } },
  },
  entityTypes: {
    call: {
      base: 'entity',
      open: true,
      properties: {
        callbackUri: 'String!',
        callChainId: 'String',
        callOptions: 'callOptions',
        callRoutes: 'callRoute[]',
        chatInfo: 'chatInfo',
        direction: 'callDirection',
        incomingContext: 'incomingContext',
        mediaConfig: 'mediaConfig',
        mediaState: 'callMediaState',
        meetingInfo: 'meetingInfo',
        myParticipantId: 'String',
        requestedModalities: 'modality[]',
        resultInfo: 'resultInfo',
        source: 'participantInfo',
        state: 'callState',
        subject: 'String',
        targets: 'invitationParticipantInfo[]',
        tenantId: 'String',
        toneInfo: 'toneInfo',
        transcription: 'callTranscriptionInfo',
      },
      contains: {
        audioRoutingGroups: 'audioRoutingGroup[]',
        contentSharingSessions: 'contentSharingSession[]',
        operations: 'commsOperation[]',
        participants: 'participant[]',
      },
    },
    contentSharingSession: { base: 'entity', open: true },
  },
}
