import type { MetadataFacts } from '../facts.ts'

/** Logs of calls to and from the telephone network. @see https://learn.microsoft.com/graph/api/resources/callrecords-pstncalllogrow */
export const callRecordsLogs: MetadataFacts = {
  namespace: 'microsoft.graph.callRecords',
  enums: {
    pstnCallDurationSource: 'microsoft operator',
  },
  complexTypes: {
    directRoutingLogRow: {
      properties: {
        calleeNumber: 'String',
        callEndSubReason: 'Int32',
        callerNumber: 'String',
        callType: 'String',
        correlationId: 'String',
        duration: 'Int32',
        endDateTime: 'DateTimeOffset',
        failureDateTime: 'DateTimeOffset',
        finalSipCode: 'Int32',
        finalSipCodePhrase: 'String',
        id: 'String',
        inviteDateTime: 'DateTimeOffset',
        mediaBypassEnabled: 'Boolean',
        mediaPathLocation: 'String',
        signalingLocation: 'String',
        startDateTime: 'DateTimeOffset',
        successfulCall: 'Boolean',
        trunkFullyQualifiedDomainName: 'String',
        userDisplayName: 'String',
        userId: 'String',
        userPrincipalName: 'String',
      },
    },
    pstnCallLogRow: {
      properties: {
        callDurationSource: 'pstnCallDurationSource',
        calleeNumber: 'String',
        callerNumber: 'String',
        callId: 'String',
        callType: 'String',
        charge: 'Decimal',
        conferenceId: 'String',
        connectionCharge: 'Decimal',
        currency: 'String',
        destinationContext: 'String',
        destinationName: 'String',
        duration: 'Int32',
        endDateTime: 'DateTimeOffset',
        id: 'String',
        inventoryType: 'String',
        licenseCapability: 'String',
        operator: 'String',
        startDateTime: 'DateTimeOffset',
        tenantCountryCode: 'String',
        usageCountryCode: 'String',
        userDisplayName: 'String',
        userId: 'String',
        userPrincipalName: 'String',
      },
    },
  },
  functions: {
    'callRecord[]': {
      getDirectRoutingCalls: {
        parameters: { fromDateTime: 'DateTimeOffset', toDateTime: 'DateTimeOffset' },
        returns: 'directRoutingLogRow[]',
      },
      getPstnCalls: {
        parameters: { fromDateTime: 'DateTimeOffset', toDateTime: 'DateTimeOffset' },
        returns: 'pstnCallLogRow[]',
      },
    },
  },
}
