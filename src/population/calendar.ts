import { drawWeighted } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../engine/time/units.ts'

/** When people call: by the tenant's own clock, a fixed offset from UTC. The figures are the emulator's own. */

/** Percent of what a working day has, from Sunday. */
const WEEKDAYS = [4, 105, 115, 110, 105, 80, 6] as const
/** How busy the hours of a day are, from midnight. */
const HOURS = [...[0, 0, 0, 0, 0, 0, 1, 4, 28, 80, 100, 90, 45, 60, 90, 100, 85, 48, 12, 5, 3, 2, 1, 0].entries()]

/** Days are counted from 1970-01-01, at the tenant. */
export function dayOf(at: number, utcOffsetMinutes: number): number {
  return Math.floor((at + utcOffsetMinutes * MINUTE_MS) / DAY_MS)
}

/** How many calls a day has: more or less what its weekday promises. */
export function drawCallCount(random: Random, day: number, callsPerDay: number): number {
  // 1970-01-01 was a Thursday; days before it have negative numbers.
  const percent = WEEKDAYS[(((day + 4) % 7) + 7) % 7] ?? 0
  const tenThousandths = callsPerDay * percent * random.int(90, 110)
  // What is left over is one more call as often as it says.
  return Math.floor((tenThousandths + random.int(0, 9_999)) / 10_000)
}

/** An hour of a day, by how busy it is: when it begins, in epoch milliseconds. */
export function drawHour(random: Random, day: number, utcOffsetMinutes: number): number {
  return day * DAY_MS + drawWeighted(random, HOURS) * HOUR_MS - utcOffsetMinutes * MINUTE_MS
}

/** A context of an hour: any, or shortly after it strikes or is half past, as meetings do. */
export function drawMoment(random: Random, isScheduled: boolean): number {
  if (!isScheduled) return random.int(0, HOUR_MS - 1)
  return (random.int(0, 2) === 0 ? HOUR_MS / 2 : 0) + random.int(0, 3 * MINUTE_MS)
}
