import { tenantId } from '../../directory.ts'
import type { Person } from '../../person.ts'
import type { CallPlan } from './call-plan.ts'

// Request bodies as in the examples of Microsoft Graph's documentation.

export const MEDIA = { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' }

/** @see https://learn.microsoft.com/graph/api/call-record */
export const RECORDING = {
  bargeInAllowed: true,
  initialSilenceTimeoutInSeconds: 10,
  maxSilenceTimeoutInSeconds: 3,
  maxRecordDurationInSeconds: 60,
  playBeep: true,
  stopTones: ['#'],
}

/** @see https://learn.microsoft.com/graph/api/application-post-calls */
export function toCallRequest({ kind, people }: CallPlan, callbackUri: string): object {
  const [organizer] = people
  return {
    '@odata.type': '#microsoft.graph.call',
    callbackUri,
    ...(kind === 'meeting' && organizer ? toMeeting(organizer) : { targets: people.map(toInvitation) }),
    requestedModalities: ['audio'],
    mediaConfig: MEDIA,
  }
}

/** @see https://learn.microsoft.com/graph/api/resources/invitationparticipantinfo */
export function toInvitation(person: Person): object {
  return { '@odata.type': '#microsoft.graph.invitationParticipantInfo', identity: toIdentity(person) }
}

/** The members that an app parses from a meeting's join link. */
function toMeeting(organizer: Person): object {
  return {
    chatInfo: {
      '@odata.type': '#microsoft.graph.chatInfo',
      threadId: `19:meeting_${organizer.id}@thread.v2`,
      messageId: '0',
    },
    meetingInfo: {
      '@odata.type': '#microsoft.graph.organizerMeetingInfo',
      organizer: toIdentity(organizer),
      allowConversationWithoutHost: true,
    },
    tenantId,
  }
}

function toIdentity({ id, displayName }: Person): object {
  return {
    '@odata.type': '#microsoft.graph.identitySet',
    user: { '@odata.type': '#microsoft.graph.identity', id, displayName },
  }
}
