import type { MetadataFacts } from '../facts.ts'

/** Meetings that a call can join. @see https://learn.microsoft.com/graph/api/resources/meetinginfo */
export const meetings: MetadataFacts = {
  namespace: 'microsoft.graph',
  flagEnums: {
    onlineMeetingContentSharingDisabledReason: 'watermarkProtection unknownFutureValue',
    onlineMeetingVideoDisabledReason: 'watermarkProtection unknownFutureValue',
  },
  complexTypes: {
    meetingInfo: { abstract: true },
    joinMeetingIdMeetingInfo: {
      base: 'meetingInfo',
      open: true,
      properties: { joinMeetingId: 'String!', passcode: 'String' },
    },
    organizerMeetingInfo: { base: 'meetingInfo', open: true, properties: { organizer: 'identitySet!' } },
    tokenMeetingInfo: { base: 'meetingInfo', properties: { token: 'String!' } },
    onlineMeetingRestricted: {
      properties: {
        contentSharingDisabled: 'onlineMeetingContentSharingDisabledReason',
        videoDisabled: 'onlineMeetingVideoDisabledReason',
      },
    },
  },
}
