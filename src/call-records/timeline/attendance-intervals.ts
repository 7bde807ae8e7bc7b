import type { CallHistory } from '../rows.ts'

export interface Interval {
  readonly from: number
  readonly until: number
}

/** The time from when a participant joined until the participant left. */
export interface AttendanceInterval extends Interval {
  readonly participantId: string
}

/** In order of joining. A participant who did not leave attended until the end of the call. */
export function toAttendanceIntervals({ history, endedAt }: CallHistory): AttendanceInterval[] {
  const intervals: AttendanceInterval[] = []
  const open = new Map<string, number>()
  for (const entry of history) {
    if (entry.did === 'joined' && !open.has(entry.participantId)) {
      open.set(entry.participantId, intervals.length)
      intervals.push({ participantId: entry.participantId, from: entry.at, until: endedAt })
    } else if (entry.did === 'left') {
      const index = open.get(entry.participantId) ?? -1
      const interval = intervals[index]
      if (interval) intervals[index] = { ...interval, until: entry.at }
      open.delete(entry.participantId)
    }
  }
  return intervals
}

/** From when the first participant joined until the last one left. */
export function toCallInterval({ endedAt }: CallHistory, intervals: readonly AttendanceInterval[]): Interval {
  const from = intervals.reduce(
    (earliest, interval) => Math.min(earliest, interval.from),
    intervals[0]?.from ?? endedAt,
  )
  const until = intervals.reduce((latest, interval) => Math.max(latest, interval.until), from)
  return { from, until }
}
