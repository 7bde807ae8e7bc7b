import type { MetadataFacts } from '../facts.ts'

/** Call records, their sessions and segments. @see https://learn.microsoft.com/graph/api/resources/callrecords-callrecord */
export const callRecords: MetadataFacts = {
  namespace: 'microsoft.graph.callRecords',
  enums: {
    callType: 'unknown groupCall peerToPeer unknownFutureValue',
    clientPlatform: `
      unknown windows macOS iOS android web ipPhone roomSystem surfaceHub holoLens unknownFutureValue`,
    failureStage: 'unknown callSetup midcall unknownFutureValue',
    modality: 'audio video videoBasedScreenSharing data screenSharing unknownFutureValue',
    productFamily: 'unknown teams skypeForBusiness lync unknownFutureValue azureCommunicationServices',
    serviceRole: `
      unknown customBot skypeForBusinessMicrosoftTeamsGateway skypeForBusinessAudioVideoMcu
      skypeForBusinessApplicationSharingMcu skypeForBusinessCallQueues skypeForBusinessAutoAttendant
      mediationServer mediationServerCloudConnectorEdition exchangeUnifiedMessagingService mediaController
      conferencingAnnouncementService conferencingAttendant audioTeleconferencerController
      skypeForBusinessUnifiedCommunicationApplicationPlatform responseGroupServiceAnnouncementService
      gateway skypeTranslator skypeForBusinessAttendant responseGroupService voicemail unknownFutureValue`,
    userFeedbackRating: 'notRated bad poor fair good excellent unknownFutureValue',
  },
  complexTypes: {
    administrativeUnitInfo: { properties: { id: 'String' } },
    endpoint: { properties: { userAgent: 'userAgent' } },
    participantEndpoint: {
      base: 'endpoint',
      properties: {
        associatedIdentity: 'microsoft.graph.identity',
        cpuCoresCount: 'Int32',
        cpuName: 'String',
        cpuProcessorSpeedInMhz: 'Int32',
        feedback: 'userFeedback',
        identity: 'microsoft.graph.identitySet',
        name: 'String',
      },
    },
    serviceEndpoint: { base: 'endpoint' },
    failureInfo: { properties: { reason: 'String', stage: 'failureStage!' } },
    feedbackTokenSet: { open: true },
    userAgent: { abstract: true, properties: { applicationVersion: 'String', headerValue: 'String' } },
    clientUserAgent: {
      base: 'userAgent',
      properties: {
        azureADAppId: 'String',
        communicationServiceId: 'String',
        platform: 'clientPlatform!',
        productFamily: 'productFamily!',
      },
    },
    serviceUserAgent: { base: 'userAgent', properties: { role: 'serviceRole!' } },
    userFeedback: { properties: { rating: 'userFeedbackRating!', text: 'String', tokens: 'feedbackTokenSet' } },
    userIdentity: { base: 'microsoft.graph.identity', open: true, properties: { userPrincipalName: 'String' } },
  },
  entityTypes: {
    callRecord: {
      base: 'microsoft.graph.entity',
      properties: {
        endDateTime: 'DateTimeOffset!',
        joinWebUrl: 'String',
        lastModifiedDateTime: 'DateTimeOffset!',
        modalities: 'modality[]!',
        organizer: 'microsoft.graph.identitySet',
        participants: 'microsoft.graph.identitySet[]',
        startDateTime: 'DateTimeOffset!',
        type: 'callType!',
        version: 'Int64!',
      },
      contains: {
        organizer_v2: 'organizer',
        participants_v2: 'participant[]',
        sessions: 'session[]',
      },
      autoExpand: 'organizer_v2',
    },
    participantBase: {
      base: 'microsoft.graph.entity',
      abstract: true,
      properties: {
        administrativeUnitInfos: 'administrativeUnitInfo[]',
        identity: 'microsoft.graph.communicationsIdentitySet',
      },
    },
    organizer: { base: 'participantBase' },
    participant: { base: 'participantBase' },
    segment: {
      base: 'microsoft.graph.entity',
      properties: {
        callee: 'endpoint',
        caller: 'endpoint',
        endDateTime: 'DateTimeOffset!',
        failureInfo: 'failureInfo',
        media: 'media[]',
        startDateTime: 'DateTimeOffset!',
      },
    },
    session: {
      base: 'microsoft.graph.entity',
      properties: {
        callee: 'endpoint',
        caller: 'endpoint',
        endDateTime: 'DateTimeOffset!',
        failureInfo: 'failureInfo',
        isTest: 'Boolean',
        modalities: 'modality[]!',
        startDateTime: 'DateTimeOffset!',
      },
      contains: {
        segments: 'segment[]',
      },
    },
  },
}
