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
  if (Number.isFinite(at) && at >= EARLIEST && at <= LATEST) return Math.floor(at)
  throw new TypeError(
    `${name === undefined ? '' : `${name}: `}${formatValue(value)} is not a point in time. Use text such as '2026-01-05T09:00:00Z', epoch milliseconds or a Date, in the years 1 to 9999.`,
  )
}

const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/
// The years that a DateTimeOffset of OData can have.
const EARLIEST = Date.parse('0001-01-01T00:00:00Z')
const LATEST = Date.parse('9999-12-31T23:59:59.999Z')

/** The limit of times in the state: a thousand years below that of a Date, so that adding days to one gives a valid Date. */
export const MAX_EPOCH_MS = 8.6e15

function toNumber(value: unknown): number {
  if (value instanceof Date) return value.getTime()
  return typeof value === 'number' ? value : Number.NaN
}
