import { DAY_MS, HOUR_MS } from '../../engine/time/units.ts'

/** The days, of UTC, that a span touches: the instants at which they begin. */
export function daysIn(from: number, until: number): number[] {
  const first = Math.floor(from / DAY_MS)
  return Array.from(
    { length: Math.max(0, Math.floor(until / DAY_MS) - first + 1) },
    (_, index) => (first + index) * DAY_MS,
  )
}

/** An instant between 06:00 and 20:00 of a day. */
export const AWAKE_MS: readonly [from: number, until: number] = [6 * HOUR_MS, 20 * HOUR_MS]
