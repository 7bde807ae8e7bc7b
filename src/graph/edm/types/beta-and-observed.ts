import type { MetadataFacts } from '../facts.ts'

/**
 * What Graph sends and accepts beyond its v1.0 metadata: members of /beta that v1.0 responses contain, actions that only
 * /beta has, and enumerations that are spelt differently in responses. An enumeration here replaces that of v1.0. Properties
 * are added to those of v1.0, and are not written where a value lacks them.
 * @see https://learn.microsoft.com/graph/api/resources/call?view=graph-rest-beta
 * @see https://learn.microsoft.com/graph/api/resources/recordoperation?view=graph-rest-beta
 * @see https://learn.microsoft.com/graph/api/resources/participantmixerlevel?view=graph-rest-beta
 */
export const betaAndObserved: MetadataFacts = {
  namespace: 'microsoft.graph',
  enums: {
    'callRecords.pstnUserBlockMode': 'blocked unblocked unknownFutureValue',
    autoAdmittedUsersType: 'everyoneInCompany everyone',
    callState: `
      incoming establishing ringing established hold transferring transferAccepted redirecting terminating
      terminated unknownFutureValue`,
    // The metadata has capital letters; responses and notifications do not.
    operationStatus: 'notStarted running completed failed',
    playPromptCompletionReason: 'unknown completedSuccessfully mediaOperationCanceled unknownFutureValue',
    recordCompletionReason: `
      operationCanceled stopToneDetected maxRecordDurationReached initialSilenceTimeout maxSilenceTimeout
      playPromptFailed playBeepFailed mediaReceiveTimeout unspecifiedError`,
    routingPolicy: `
      none noMissedCall disableForwardingExceptPhone disableForwarding preferSkypeForBusiness
      unknownFutureValue`,
  },
  complexTypes: {
    audioDuckingConfiguration: {
      properties: { lowerLevel: 'Int64', rampActive: 'Int64', rampInactive: 'Int64', upperLevel: 'Int64' },
    },
    audioSourceLevel: { properties: { duckOthers: 'Boolean', level: 'Int64', participant: 'String!' } },
    'callRecords.clientUserAgent': { assumed: true },
    'callRecords.directRoutingLogRow': {
      properties: {
        administrativeUnitInfos: 'microsoft.graph.callRecords.administrativeUnitInfo[]',
        otherPartyCountryCode: 'String',
        transferorCorrelationId: 'String',
        userCountryCode: 'String',
      },
    },
    'callRecords.pstnBlockedUsersLogRow': {
      properties: {
        blockDateTime: 'DateTimeOffset',
        blockReason: 'String',
        remediationId: 'String',
        userBlockMode: 'microsoft.graph.callRecords.pstnUserBlockMode',
        userDisplayName: 'String',
        userId: 'String',
        userPrincipalName: 'String',
        userTelephoneNumber: 'String',
      },
    },
    'callRecords.pstnCallLogRow': {
      properties: {
        administrativeUnitInfos: 'microsoft.graph.callRecords.administrativeUnitInfo[]',
        clientLocalIpV4Address: 'String',
        clientLocalIpV6Address: 'String',
        clientPublicIpV4Address: 'String',
        clientPublicIpV6Address: 'String',
        otherPartyCountryCode: 'String',
      },
    },
    'callRecords.pstnOnlineMeetingDialoutReport': {
      properties: {
        currency: 'String',
        destinationContext: 'String',
        totalCallCharge: 'Decimal',
        totalCalls: 'Int32',
        totalCallSeconds: 'Int32',
        usageLocation: 'String',
        userDisplayName: 'String',
        userId: 'String',
        userPrincipalName: 'String',
      },
    },
    'callRecords.smsLogRow': {
      properties: {
        administrativeUnitInfos: 'microsoft.graph.callRecords.administrativeUnitInfo[]',
        callCharge: 'Decimal',
        currency: 'String',
        destinationContext: 'String',
        destinationName: 'String',
        destinationNumber: 'String',
        id: 'String',
        licenseCapability: 'String',
        otherPartyCountryCode: 'String',
        sentDateTime: 'DateTimeOffset',
        smsId: 'String',
        smsType: 'String',
        smsUnits: 'Int32',
        sourceNumber: 'String',
        tenantCountryCode: 'String',
        userCountryCode: 'String',
        userDisplayName: 'String',
        userId: 'String',
        userPrincipalName: 'String',
      },
    },
    // A phone, an applicationInstance or a guest states this type in Graph's calls.
    identitySet: { further: 'identity' },
    mediaConfig: { properties: { removeFromDefaultAudioGroup: 'Boolean' } },
    // The page of `call` names this type alone for callOptions.
    outgoingCallOptions: { assumed: true },
    meetingCapability: {
      properties: {
        allowAnonymousUsersToDialOut: 'Boolean',
        allowAnonymousUsersToStartMeeting: 'Boolean',
        autoAdmittedUsers: 'autoAdmittedUsersType',
      },
    },
    participantMixerLevel: {
      properties: {
        ducking: 'audioDuckingConfiguration',
        // The page of the type names one of them, the page of the action the other.
        exclusiveMode: 'Boolean',
        exclusive: 'Boolean',
        participant: 'String!',
        sourceLevels: 'audioSourceLevel[]',
      },
    },
  },
  entityTypes: {
    // Shown by https://learn.microsoft.com/graph/api/callrecords-callrecord-get.
    'callRecords.callRecord': { announced: 'participants_v2', unfilled: 'organizer participants' },
    call: {
      properties: {
        activeModalities: 'modality[]',
        answeredBy: 'participantInfo',
        meetingCapability: 'meetingCapability',
        ringingTimeoutInSeconds: 'Int32',
        routingPolicies: 'routingPolicy[]',
        terminationReason: 'String',
      },
    },
    // `prompts` is in the notifications of real calls.
    playPromptOperation: { properties: { completionReason: 'playPromptCompletionReason', prompts: 'prompt[]' } },
    recordOperation: { properties: { completionReason: 'recordCompletionReason' } },
  },
  actions: {
    'participant[]': {
      configureMixer: {
        parameters: { participantMixerLevels: 'participantMixerLevel[]!', clientContext: 'String' },
        returns: 'commsOperation',
      },
      muteAll: { parameters: { participants: 'String[]', clientContext: 'String' }, returns: 'commsOperation' },
    },
  },
}
