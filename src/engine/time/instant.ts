import { formatValue } from '../values/format-value.ts'

/** A point in time: ISO 8601 text with a time zone, epoch milliseconds, or a Date. */
export type Instant = string | number | Date

/**
 * Parses an {@link Instant} to whole epoch milliseconds. Text needs a time zone (a date alone is UTC), so that it means
 * the same on every machine.
 *
 * @param name The path of the value, for the error: `clock.start`.
 * @throws TypeError that names the value and what is allowed.
 */
export function parseInstant(value: unknown, name?: string): number {
  const at = typeof value === 'string' ? (ISO.test(value) ? Date.parse(value) : Number.NaN) : toNumber(value)
  if (Number.isFinite(at) && Math.abs(at) <= LATEST) return Math.floor(at)
  throw new TypeError(
    `${name === undefined ? '' : `${name}: `}${formatValue(value)} is not a point in time. Use text such as '2026-01-05T09:00:00Z', epoch milliseconds or a Date.`,
  )
}

const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/
/** The last instant that a Date can hold. */
export const LATEST = 8.64e15

function toNumber(value: unknown): number {
  if (value instanceof Date) return value.getTime()
  return typeof value === 'number' ? value : Number.NaN
}
