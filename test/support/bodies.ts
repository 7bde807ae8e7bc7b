// Request bodies that Graph accepts; tests pass what differs.

export const CALLBACK = 'https://bot.contoso.com/callback'
export const ADELE = '112f7296-5fa4-42ca-bae8-6a692b15d4b8'

export function anOutgoingCall(changes: Record<string, unknown> = {}) {
  return {
    '@odata.type': '#microsoft.graph.call',
    callbackUri: CALLBACK,
    targets: [
      {
        '@odata.type': '#microsoft.graph.invitationParticipantInfo',
        identity: {
          '@odata.type': '#microsoft.graph.identitySet',
          user: { '@odata.type': '#microsoft.graph.identity', id: ADELE, displayName: 'Adele Vance' },
        },
      },
    ],
    requestedModalities: ['audio'],
    mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
    ...changes,
  }
}

/** The tenant of the default directory. */
export const TENANT = '9f4ebab6-520d-49c0-85cc-7b25c78d4a93'

/** What a call to phones needs besides its targets. */
export const AS_INSTANCE = {
  source: {
    identity: { applicationInstance: { id: '3d913abb-aec0-4964-8fa6-3c6850c4f278', displayName: 'Calling app' } },
  },
  tenantId: TENANT,
}

/** A phone, as a target or to invite. */
export function aPhone(number = '+12065550100') {
  return { identity: { phone: { id: number } } }
}

/** A call to a phone. */
export function aPhoneCall(number?: string, changes: Record<string, unknown> = {}) {
  return anOutgoingCall({ ...AS_INSTANCE, targets: [aPhone(number)], ...changes })
}

export function aRecording(changes: Record<string, unknown> = {}) {
  return {
    prompts: [
      {
        '@odata.type': '#microsoft.graph.mediaPrompt',
        mediaInfo: {
          '@odata.type': '#microsoft.graph.mediaInfo',
          uri: 'https://cdn.contoso.com/please-speak.wav',
          resourceId: 'A1',
        },
      },
    ],
    bargeInAllowed: false,
    initialSilenceTimeoutInSeconds: 5,
    maxSilenceTimeoutInSeconds: 2,
    maxRecordDurationInSeconds: 20,
    playBeep: true,
    stopTones: ['#'],
    clientContext: 'd45324c1-fcb5-430a-902c-f20af696537c',
    ...changes,
  }
}

export function aPrompt(uri = 'https://cdn.contoso.com/welcome.wav') {
  return {
    '@odata.type': '#microsoft.graph.mediaPrompt',
    mediaInfo: { '@odata.type': '#microsoft.graph.mediaInfo', uri, resourceId: 'B2' },
  }
}

export function anAnswer(changes: Record<string, unknown> = {}) {
  return {
    callbackUri: CALLBACK,
    acceptedModalities: ['audio'],
    mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig', preFetchMedia: [] },
    ...changes,
  }
}

export const ALEX = '3b4f7a5c-8a63-4b1e-9a60-0d7d5cb1a7f2'
export const MEGAN = 'a8c5ac0a-25c9-4f0b-9a5c-1d5f6a4dfb0e'

/** An invitation to a user of the default directory. */
export function anInvitation(userId: string, changes: Record<string, unknown> = {}) {
  return {
    '@odata.type': '#microsoft.graph.invitationParticipantInfo',
    identity: {
      '@odata.type': '#microsoft.graph.identitySet',
      user: { '@odata.type': '#microsoft.graph.identity', id: userId },
    },
    ...changes,
  }
}

/** A call to Adele and Alex. */
export function aGroupCall(changes: Record<string, unknown> = {}) {
  return anOutgoingCall({ targets: [anInvitation(ADELE), anInvitation(ALEX)], ...changes })
}

/** A request to join a scheduled meeting that Adele organizes. */
export function aMeeting(changes: Record<string, unknown> = {}) {
  const { targets: _, ...call } = anOutgoingCall()
  return {
    ...call,
    chatInfo: {
      '@odata.type': '#microsoft.graph.chatInfo',
      threadId: '19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5@thread.v2',
      messageId: '0',
    },
    meetingInfo: {
      '@odata.type': '#microsoft.graph.organizerMeetingInfo',
      organizer: {
        '@odata.type': '#microsoft.graph.identitySet',
        user: { '@odata.type': '#microsoft.graph.identity', id: ADELE },
      },
      allowConversationWithoutHost: true,
    },
    tenantId: TENANT,
    ...changes,
  }
}
