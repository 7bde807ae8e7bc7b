import { formatValue } from '../values/format-value.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './units.ts'

/**
 * A length of time: a number of milliseconds, a number with a unit (`'250ms'`, `'2s'`, `'1.5min'`, `'1h'`, `'1d'`), or
 * an ISO 8601 duration without years, months and weeks (`'PT2S'`, `'P1DT12H'`).
 */
export type Duration = number | string

/**
 * Parses a {@link Duration} to whole milliseconds.
 *
 * @param name The path of the value, with which the error begins: `records.latency`.
 * @throws TypeError or RangeError that names the value and what is allowed.
 */
export function parseDuration(value: unknown, name?: string): number {
  const at = name === undefined ? '' : `${name}: `
  const durationMs = typeof value === 'number' ? value : typeof value === 'string' ? parseText(value) : undefined
  if (durationMs === undefined) throw new TypeError(`${at}${formatValue(value)} is not a duration. Use ${ALLOWED}.`)
  if (durationMs >= 0 && durationMs <= LONGEST_MS) return Math.round(durationMs)
  throw new RangeError(`${at}${formatValue(value)} is out of range. Use 0 or more, up to 365000d: ${ALLOWED}.`)
}

const ALLOWED = "milliseconds (250) or text such as '250ms', '2s', '1.5min', '1h', '1d' or 'PT2S'"
/** A thousand years: added to any time at which the clock can start, it gives a valid Date. */
const LONGEST_MS = 365_000 * DAY_MS

const UNITS_MS = { ms: 1, s: 1_000, min: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const

const WITH_UNIT = toPattern('(?:<ms>ms|<s>s|<min>min|<h>h|<d>d)')
const ISO = toPattern(String.raw`P(?=\d|T\d)(?:<d>D)?(?:T(?=\d)(?:<h>H)?(?:<min>M)?(?:<s>S)?)?`)

function toPattern(text: string): RegExp {
  return new RegExp(`^(?<sign>-?)${text.replaceAll(/<(\w+)>/g, String.raw`(?<$1>\d+(?:\.\d+)?)`)}$`)
}

function parseText(text: string): number | undefined {
  const parts = (WITH_UNIT.exec(text) ?? ISO.exec(text))?.groups
  if (!parts) return undefined
  let durationMs = 0
  for (const [unit, ms] of Object.entries(UNITS_MS)) durationMs += Number(parts[unit] ?? 0) * ms
  return parts.sign ? -durationMs : durationMs
}
