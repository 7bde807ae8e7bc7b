import { drawWeighted } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../engine/time/units.ts'

// When people call, in the tenant's local time: a fixed offset from UTC. The numbers are the emulator's own.

/** The calls of each weekday from Sunday on, in percent of the configured number. */
const WEEKDAY_PERCENT = [4, 105, 115, 110, 105, 80, 6] as const
/** How frequent calls are in each hour of the day: pairs of hour and weight. */
const HOURS = [...[0, 0, 0, 0, 0, 0, 1, 4, 28, 80, 100, 90, 45, 60, 90, 100, 85, 48, 12, 5, 3, 2, 1, 0].entries()]

/** The number of the local day, counted from 1970-01-01. */
export function dayOf(at: number, utcOffsetMinutes: number): number {
  return Math.floor((at + utcOffsetMinutes * MINUTE_MS) / DAY_MS)
}

/** Draws the number of calls of a day: within a tenth of what its weekday has on average. */
export function drawCallCount(random: Random, day: number, callsPerDay: number): number {
  // 1970-01-01 was a Thursday; days before it have negative numbers.
  const percent = WEEKDAY_PERCENT[(((day + 4) % 7) + 7) % 7] ?? 0
  const tenThousandths = callsPerDay * percent * random.int(90, 110)
  // The fraction is the probability of one more call.
  return Math.floor((tenThousandths + random.int(0, 9_999)) / 10_000)
}

/** Draws an hour of a day. @returns its beginning in epoch milliseconds. */
export function drawHour(random: Random, day: number, utcOffsetMinutes: number): number {
  return day * DAY_MS + drawWeighted(random, HOURS) * HOUR_MS - utcOffsetMinutes * MINUTE_MS
}

/** Draws the time within an hour at which a call starts. Scheduled calls start shortly after the full or half hour. */
export function drawStart(random: Random, isScheduled: boolean): number {
  if (!isScheduled) return random.int(0, HOUR_MS - 1)
  return (random.int(0, 2) === 0 ? HOUR_MS / 2 : 0) + random.int(0, 3 * MINUTE_MS)
}
