import { DAY_MS } from '../../../src/engine/time/units.ts'
import type { QualityCall, Verdict } from './quality-call.ts'

/** A calendar day in the user's time zone, with its calls counted by verdict. */
export interface Day {
  /** `2026-03-02`. */
  readonly date: string
  readonly counts: Readonly<Record<Verdict, number>>
  readonly total: number
}

/** Every day of the period, including those without calls. Calls whose details are not loaded yet do not count. */
export function toDays(
  calls: readonly QualityCall[],
  period: { readonly since: number; readonly until: number },
  timeZone: string | undefined,
): Day[] {
  // Swedish dates have the format of ISO 8601.
  const date = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone })
  const dates = new Set<string>()
  for (let at = period.since; at < period.until; at += DAY_MS) dates.add(date.format(at))
  dates.add(date.format(period.until))
  const dated = calls.map(({ startedAt, verdict }) => ({ date: date.format(startedAt), verdict }))
  return [...dates].map((day) => {
    const ofDay = dated.filter((call) => call.date === day)
    const count = (kind: Verdict) => ofDay.filter(({ verdict }) => verdict === kind).length
    const counts = {
      good: count('good'),
      poor: count('poor'),
      failed: count('failed'),
      unclassified: count('unclassified'),
    }
    return { date: day, counts, total: counts.good + counts.poor + counts.failed + counts.unclassified }
  })
}
