import { show } from '../values/show.ts'
import { type Instant, parseInstant } from './instant.ts'

/**
 * How time passes: `'real'` starts at the wall clock's time and passes as fast; `'manual'` stands still at
 * {@link MANUAL_START}; `{ start, rate }` starts at `start` (default: there, too) and passes `rate` times as fast as on
 * the wall (default: 1; 0 stands still).
 */
export type ClockOption = 'real' | 'manual' | { readonly start?: Instant; readonly rate?: number }

/** Where a clock stands, as plain data. `rate` is the speed at which it runs when it is not paused. */
export interface ClockState {
  readonly now: number
  readonly rate: number
  readonly paused: boolean
}

export const MANUAL_START = '2026-01-05T09:00:00.000Z'

/** @throws TypeError or RangeError that names the option, its value and what would be right. */
export function toClockState(option: ClockOption): ClockState {
  if (option === 'real') return { now: Date.now(), rate: 1, paused: false }
  if (option === 'manual') return { now: Date.parse(MANUAL_START), rate: 1, paused: true }
  if (typeof option !== 'object' || option === null) {
    throw new TypeError(`clock: ${show(option)} is not a clock. Use 'real', 'manual' or { start, rate }.`)
  }
  const { start = MANUAL_START, rate = 1, ...others } = option
  for (const name of Object.keys(others)) {
    throw new TypeError(`clock: '${name}' is not a member of the option. Use 'real', 'manual' or { start, rate }.`)
  }
  const speed = parseRate(rate, 'clock.rate')
  return { now: parseInstant(start, 'clock.start'), rate: speed || 1, paused: speed === 0 }
}

/** @throws RangeError that names the value and what would be right. */
export function parseRate(rate: unknown, name: string): number {
  if (typeof rate === 'number' && rate >= 0 && rate < Number.POSITIVE_INFINITY) return rate
  throw new RangeError(`${name}: ${show(rate)} is not a speed. Use 0 (stands still), 1 (as on the wall) or more.`)
}
