import type { MetadataFacts } from '../facts.ts'

/** The root of /communications. @see https://learn.microsoft.com/graph/api/resources/cloudcommunications */
export const cloudCommunications: MetadataFacts = {
  namespace: 'microsoft.graph',
  entityTypes: {
    entity: { abstract: true, properties: { id: 'String!' } },
    cloudCommunications: {
      contains: {
        adhocCalls: 'adhocCall[]',
        callRecords: 'microsoft.graph.callRecords.callRecord[]',
        calls: 'call[]',
        onlineMeetingConversations: 'onlineMeetingEngagementConversation[]',
        onlineMeetings: 'onlineMeeting[]',
        presences: 'presence[]',
      },
    },
    adhocCall: { elided: true },
    onlineMeeting: { elided: true },
    onlineMeetingEngagementConversation: { elided: true },
  },
  actions: {
    cloudCommunications: {
      getPresencesByUserId: { parameters: { ids: 'String[]!' }, returns: 'presence[]' },
    },
  },
  functions: {
    cloudCommunications: {
      getAllOnlineMeetingMessages: { returns: 'engagementConversationMessage[]' },
    },
  },
}
