import { phoneNumber } from '../../directory/identity-set.ts'
import type { CallHistory } from '../rows.ts'
import { type AttendanceInterval, toAttendanceIntervals } from '../timeline/attendance-intervals.ts'

/** A participant who comes back within this time has reconnected: the same session continues with another segment. */
export const RECONNECT_LIMIT_MS = 10_000

/** The attendance of a participant in one session, possibly with reconnects. */
export interface Visit {
  readonly participantId: string
  readonly intervals: readonly [AttendanceInterval, ...AttendanceInterval[]]
}

/** Groups attendance intervals by session. Phones do not reconnect: a phone that comes back made a new call. */
export function toVisits(call: CallHistory): Visit[] {
  const phones = new Set(call.participants.filter(({ identity }) => phoneNumber(identity)).map(({ id }) => id))
  const visits: Visit[] = []
  const latest = new Map<string, number>()
  for (const interval of toAttendanceIntervals(call)) {
    const { participantId } = interval
    const index = latest.get(participantId)
    const visit = index === undefined ? undefined : visits[index]
    const leftAt = visit?.intervals.at(-1)?.until
    const isReconnect =
      leftAt !== undefined && !phones.has(participantId) && interval.from - leftAt <= RECONNECT_LIMIT_MS
    if (visit && index !== undefined && isReconnect) {
      visits[index] = { participantId, intervals: [...visit.intervals, interval] }
    } else {
      latest.set(participantId, visits.length)
      visits.push({ participantId, intervals: [interval] })
    }
  }
  return visits
}
