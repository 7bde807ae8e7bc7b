import type { CallRecordRow } from '../../src/call-records/rows.ts'
import type { CallRow } from '../../src/calls/rows.ts'

/** A stored call with defaults for what a test does not set. */
export function aCall(id: string, given: Partial<CallRow> = {}): CallRow {
  return {
    id,
    sequence: 1,
    version: 0,
    state: 'established',
    direction: 'outgoing',
    kind: 'peerToPeer',
    callChainId: `chain of ${id}`,
    callbackUri: 'https://bot.contoso.com/callback',
    serviceRoot: 'https://graph.microsoft.com/v1.0',
    createdAt: 0,
    timers: {},
    myParticipantId: 'self',
    source: null,
    targets: [],
    requestedModalities: ['audio'],
    mediaConfig: null,
    subject: null,
    tenantId: null,
    chatInfo: null,
    meetingInfo: null,
    callOptions: null,
    participants: [{ id: 'self', identity: { application: { id: 'app' } }, self: true, participation: 'in' }],
    operations: [],
    speech: [],
    history: [],
    ...given,
  }
}

export function aCallRecord(id: string, startAt: number): CallRecordRow {
  return {
    id,
    version: 1,
    startAt,
    endAt: startAt + 60_000,
    lastModifiedAt: startAt,
    participantIds: [],
    origin: { from: 'client' },
  }
}
