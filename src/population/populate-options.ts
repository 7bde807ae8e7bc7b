import * as v from 'valibot'
import { check, members } from '../engine/validation.ts'
import type { CallMix } from './population-plan.ts'

/** Which calls `populate` generates. */
export interface PopulateOptions {
  /**
   * How many days before now the calls begin: 1 to 90. Call records can be read for 30 days, log rows for 90.
   * Default: 14.
   */
  readonly days?: number
  /** The approximate number of calls on a working day: 1 to 20,000. Default: 40. */
  readonly callsPerDay?: number
  /** The approximate number of text messages that it adds to each day of `getSmsLog` (/beta): 0 to 1,000. Default: 0. */
  readonly textMessagesPerDay?: number
  /**
   * How frequent each kind of call is, relative to the others: whole numbers up to 1,000. Kinds left out do not occur.
   * `phone` is a call between a user and a phone. Default: `{ peerToPeer: 45, groupCall: 10, meeting: 25, phone: 20 }`.
   */
  readonly mix?: Partial<CallMix>
  /** How many users of the tenant call: 2 to 1,000. Those of the directory come first, then generated ones. Default: 24. */
  readonly people?: number
  /**
   * How many generated people from outside take part, in addition to those of the directory: 0 to 1,000. They are guests,
   * who only join meetings, and users of another tenant; some have no name. Default: 0.
   */
  readonly externalPeople?: number
  /** The tenant's offset from UTC, which sets office hours and weekends: `'+01:00'`. Default: `'-08:00'`. */
  readonly utcOffset?: string
}

/** Options with their defaults filled in. */
export interface PopulateSettings {
  readonly days: number
  readonly callsPerDay: number
  readonly textMessagesPerDay: number
  readonly mix: CallMix
  readonly people: number
  readonly externalPeople: number
  readonly utcOffsetMinutes: number
}

const DEFAULT_MIX: CallMix = { peerToPeer: 45, groupCall: 10, meeting: 25, phone: 20 }
const NO_CALLS: CallMix = { peerToPeer: 0, groupCall: 0, meeting: 0, phone: 0 }

const weight = v.exactOptional(wholeNumber(0, 1_000))

const OPTIONS = members({
  days: v.exactOptional(wholeNumber(1, 90)),
  callsPerDay: v.exactOptional(wholeNumber(1, 20_000)),
  textMessagesPerDay: v.exactOptional(wholeNumber(0, 1_000)),
  mix: v.exactOptional(
    v.pipe(
      members({ peerToPeer: weight, groupCall: weight, meeting: weight, phone: weight }),
      v.check(
        (mix) => Object.values(mix).some((frequency) => frequency > 0),
        'Expected at least one kind of call above 0, such as { peerToPeer: 1 }',
      ),
    ),
  ),
  people: v.exactOptional(wholeNumber(2, 1_000)),
  externalPeople: v.exactOptional(wholeNumber(0, 1_000)),
  utcOffset: v.exactOptional(
    v.pipe(
      v.string(),
      v.check(
        (text) => parseOffset(text) !== undefined,
        ({ input }) => `Expected an offset from '-12:00' to '+14:00' such as '+01:00' but received '${input}'`,
      ),
    ),
  ),
})

/** @throws TypeError that names every invalid option, its value and what is allowed. */
export function parsePopulateOptions(options: PopulateOptions): PopulateSettings {
  const {
    days = 14,
    callsPerDay = 40,
    textMessagesPerDay = 0,
    mix,
    people = 24,
    externalPeople = 0,
    utcOffset = '-08:00',
  } = check(OPTIONS, options, 'emulator.populate')
  return {
    days,
    callsPerDay,
    textMessagesPerDay,
    mix: mix ? { ...NO_CALLS, ...mix } : DEFAULT_MIX,
    people,
    externalPeople,
    utcOffsetMinutes: parseOffset(utcOffset) ?? 0,
  }
}

export function wholeNumber(from: number, to: number) {
  const range = `a whole number from ${from} to ${to}`
  return v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= from && value <= to,
      ({ input }) => `Expected ${range} but received ${input}`,
    ),
  )
}

/** Parses an offset such as '+05:30' to minutes. @returns `undefined` for text that is not the offset of any time zone. */
function parseOffset(text: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):([0-5]\d)$/.exec(text) ?? []
  if (sign === undefined) return undefined
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return offset >= -12 * 60 && offset <= 14 * 60 ? offset : undefined
}
