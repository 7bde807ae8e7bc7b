import { DAY_MS } from '../../src/engine/time/units.ts'
import type { QualityCall, Verdict } from './quality-call.ts'

/** A day by the user's calendar, and how its calls were. */
export interface Day {
  /** `2026-03-02`. */
  readonly date: string
  readonly counts: Readonly<Record<Verdict, number>>
  readonly total: number
}

/** Every day from one moment to another, those without calls included. Calls that are being read do not count yet. */
export function toDays(
  calls: readonly QualityCall[],
  span: { readonly since: number; readonly until: number },
  timeZone: string | undefined,
): Day[] {
  // Swedes write dates as ISO 8601 has them.
  const date = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone })
  const dates = new Set<string>()
  for (let at = span.since; at < span.until; at += DAY_MS) dates.add(date.format(at))
  dates.add(date.format(span.until))
  const dated = calls.map(({ startedAt, verdict }) => ({ date: date.format(startedAt), verdict }))
  return [...dates].map((day) => {
    const there = dated.filter((call) => call.date === day)
    const count = (kind: Verdict) => there.filter(({ verdict }) => verdict === kind).length
    const counts = {
      good: count('good'),
      poor: count('poor'),
      failed: count('failed'),
      unclassified: count('unclassified'),
    }
    return { date: day, counts, total: counts.good + counts.poor + counts.failed + counts.unclassified }
  })
}
