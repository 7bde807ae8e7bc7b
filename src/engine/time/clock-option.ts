import { formatValue } from '../values/format-value.ts'
import { problemsOf } from '../values/problems-of.ts'
import { type Instant, parseInstant } from './instant.ts'

/**
 * How the emulator's time advances:
 * - `'real'` starts at the wall clock's time and advances at its speed.
 * - `'manual'` starts at {@link MANUAL_START} and advances only when asked to.
 * - `{ start, rate }` starts at `start` (default: {@link MANUAL_START}) and advances `rate` times as fast as the wall
 *   clock (default: 1; 0 is paused).
 */
export type ClockOption = 'real' | 'manual' | { readonly start?: Instant; readonly rate?: number }

/** The state of a clock, as plain data. `rate` is its speed when it is not paused. */
export interface ClockState {
  readonly now: number
  readonly rate: number
  readonly paused: boolean
}

export const MANUAL_START = '2026-01-05T09:00:00.000Z'

/** Faster than this, a millisecond of the wall clock would be more than a quarter of an hour. */
export const MAX_RATE = 1_000_000

const ALLOWED = "Use 'real', 'manual' or { start, rate }."

/** @throws TypeError that names every invalid member, its value and what is allowed. */
export function toClockState(option: ClockOption): ClockState {
  if (option === 'real') return { now: Date.now(), rate: 1, paused: false }
  if (option === 'manual') return { now: Date.parse(MANUAL_START), rate: 1, paused: true }
  if (typeof option !== 'object' || option === null) {
    throw new TypeError(`clock: ${formatValue(option)} is not a clock. ${ALLOWED}`)
  }
  const { start = MANUAL_START, rate = 1, ...others } = option
  const unknown = Object.keys(others).map(formatValue)
  const problems = [
    ...(unknown.length > 0 ? [`clock: unknown member: ${unknown.join(', ')}. ${ALLOWED}`] : []),
    ...problemsOf(() => parseRate(rate, 'clock.rate')),
    ...problemsOf(() => parseInstant(start, 'clock.start')),
  ]
  if (problems.length > 0) throw new TypeError(problems.join('; '))
  return { now: parseInstant(start, 'clock.start'), rate: rate || 1, paused: rate === 0 }
}

/** @throws RangeError that names the value and what is allowed. */
export function parseRate(rate: unknown, name: string): number {
  if (typeof rate === 'number' && rate >= 0 && rate <= MAX_RATE) return rate
  throw new RangeError(
    `${name}: ${formatValue(rate)} is not a speed. Use 0 (paused), 1 (as the wall clock) or more, up to ${MAX_RATE}.`,
  )
}
