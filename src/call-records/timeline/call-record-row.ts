import type { CallAttemptRow, CallRecordRow } from '../rows.ts'
import { toAttendanceIntervals, toCallInterval } from './attendance-intervals.ts'
import type { EndedCall } from './call-history.ts'
import { toAttemptedPhones } from './failed-attempts.ts'
import { participantIdsOf } from './participants.ts'
import { type PhoneFacts, toRecordedPhones } from './pstn-leg.ts'

interface RecordOptions extends PhoneFacts {
  /** When the record is written. */
  readonly at: number
}

/** The first version of a call's record, from when the first participant joined until the last one left. */
export function toCallRecordRow({ callChainId, ...call }: EndedCall, { at, ...facts }: RecordOptions): CallRecordRow {
  const attendance = toAttendanceIntervals(call)
  const phones = toRecordedPhones(call, attendance, facts)
  const { from, until } = toCallInterval(call, attendance)
  return {
    id: callChainId,
    version: 1,
    startAt: from,
    endAt: until,
    lastModifiedAt: at,
    participantIds: participantIdsOf(call, attendance),
    ...(phones.length > 0 && { phones }),
    origin: { from: 'call', call },
  }
}

/** The failed attempts to connect phones. Only trunks log them, so there is no row without a trunk. */
export function toCallAttemptRow({ callChainId, ...call }: EndedCall, facts: PhoneFacts): CallAttemptRow | undefined {
  const phones = toAttemptedPhones(call, facts)
  return phones.some(({ trunk }) => trunk !== undefined) ? { id: callChainId, phones, call } : undefined
}
