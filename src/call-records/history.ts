import { results } from '../calls/results.ts'
import type { CallHistory, CallRecordRow } from '../store/call-record-row.ts'
import type { CallRow } from '../store/call-row.ts'
import { toParticipantIds, toParticipants } from './participants.ts'
import { toSpan } from './stays.ts'

/** What is kept of a call, and the id under which its record will be found. */
export interface EndedCall extends CallHistory {
  readonly callChainId: string
}

/** The facts of an ended call: all that its record is made of when somebody reads it. */
export function toCallHistory(call: CallRow): EndedCall {
  const { id, callChainId, kind, direction, participants, history, createdAt, endedAt, resultInfo } = call
  return {
    callChainId,
    callId: id,
    kind: kind === 'peerToPeer' ? 'peerToPeer' : 'group',
    direction,
    participants,
    history,
    endedAt: endedAt ?? history.at(-1)?.at ?? createdAt,
    resultInfo: resultInfo ?? results.conversationEnded,
  }
}

/**
 * The first version of a call's record: from the first joining to the last leaving.
 * @param at When the record is written.
 */
export function toCallRecordRow({ callChainId, ...call }: EndedCall, at: number): CallRecordRow {
  const { from, until } = toSpan(call)
  return {
    id: callChainId,
    version: 1,
    startAt: from,
    endAt: until,
    lastModifiedAt: at,
    participantIds: toParticipantIds(toParticipants(call)),
    origin: { from: 'call', call },
  }
}
