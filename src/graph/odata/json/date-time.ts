import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../engine/time/units.ts'

/**
 * Reads an Edm.DateTimeOffset as epoch milliseconds. Fractions of a millisecond are cut off.
 * @returns NaN for text that is not a calendar date with a time and an offset.
 */
export function toInstant(text: string): number {
  const [, date = '', time = '', seconds = '00', fraction = '', zone = ''] = DATE_TIME.exec(text) ?? []
  if (!isCalendarDate(date)) return Number.NaN
  // The format that ECMAScript defines, so that every JavaScript engine reads the same.
  return Date.parse(`${date}T${time}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`)
}

/**
 * Writes epoch milliseconds as Graph does: in UTC, with a `Z`, and with no more digits than necessary. Every response has
 * several date-times, and a `Date` for each would take five times as long.
 */
export function toDateTimeText(instant: number): string {
  const day = Math.floor(instant / DAY_MS)
  if (day !== known.day) known = { day, text: toDateText(day) }
  const ofDay = instant - day * DAY_MS
  const seconds = Math.floor(ofDay / 1_000)
  const minutes = Math.floor(seconds / 60)
  const time = `${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}:${pair(seconds % 60)}`
  const rest = ofDay % 1_000
  if (rest === 0) return `${known.text}T${time}Z`
  const fraction = rest % 100 === 0 ? rest / 100 : rest % 10 === 0 ? pair(rest / 10) : String(rest).padStart(3, '0')
  return `${known.text}T${time}.${fraction}Z`
}

const PAIRS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))

function pair(number: number): string {
  return PAIRS[number] ?? ''
}

/** The date that was written last. The next one is usually the same. */
let known = { day: Number.NaN, text: '' }

function toDateText(day: number): string {
  return new Date(day * DAY_MS).toISOString().replace(/T.*/, '')
}

/** Writes a date-time in UTC with its fraction unchanged. Text that is not a date-time is returned as it is. */
export function toUtcText(text: string): string {
  const instant = text.endsWith('Z') ? Number.NaN : toInstant(text)
  if (Number.isNaN(instant)) return text
  const [fraction = ''] = /\.\d+/.exec(text) ?? []
  return `${new Date(instant).toISOString().slice(0, 19)}${fraction}Z`
}

/** Whether text is an Edm.Duration, such as `PT0.016S`. Its largest unit is the day, because months differ in length. */
export function isDuration(text: string): boolean {
  return DURATION.test(text)
}

/** Writes milliseconds as an Edm.Duration: 16 is `PT0.016S`, 90,000 is `PT1M30S`. */
export function toDurationText(durationMs: number): string {
  const ticks = Math.round(Math.abs(durationMs) * TICKS_PER_MS)
  const [days, ofDay] = split(ticks, DAY_MS * TICKS_PER_MS)
  const [hours, ofHour] = split(ofDay, HOUR_MS * TICKS_PER_MS)
  const [minutes, rest] = split(ofHour, MINUTE_MS * TICKS_PER_MS)
  const seconds = (rest / (1_000 * TICKS_PER_MS)).toFixed(7).replace(/\.?0+$/, '')
  const time = `${unit(hours, 'H')}${unit(minutes, 'M')}${rest > 0 ? `${seconds}S` : ''}`
  const text = `P${unit(days, 'D')}${time && `T${time}`}`
  return `${durationMs < 0 ? '-' : ''}${text === 'P' ? 'PT0S' : text}`
}

// https://docs.oasis-open.org/odata/odata/v4.01/cs01/abnf/odata-abnf-construction-rules.txt
const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,12}))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/
const DURATION = /^-?P(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/
/** The service counts time in ticks of 100 ns. */
const TICKS_PER_MS = 10_000

/** @param date `2026-01-31` */
function isCalendarDate(date: string): boolean {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0)
  return year > 0 && day >= 1 && day <= days
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

function split(ticks: number, size: number): [number, number] {
  const whole = Math.floor(ticks / size)
  return [whole, ticks - whole * size]
}

function unit(count: number, name: string): string {
  return count > 0 ? `${count}${name}` : ''
}
