import { DAY_MS, HOUR_MS } from '../../engine/time/units.ts'

/** The UTC days that a time range touches, each as the time at which it begins. */
export function daysIn(from: number, until: number): number[] {
  const first = Math.floor(from / DAY_MS)
  return Array.from(
    { length: Math.max(0, Math.floor(until / DAY_MS) - first + 1) },
    (_, index) => (first + index) * DAY_MS,
  )
}

/** The time of day between which people are active: 06:00 to 20:00. */
export const DAYTIME_MS: readonly [from: number, until: number] = [6 * HOUR_MS, 20 * HOUR_MS]
