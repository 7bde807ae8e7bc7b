import * as v from 'valibot'
import { DAY_MS } from '../engine/time/units.ts'
import { check, members } from '../engine/validation.ts'
import type { PopulationContext } from './context.ts'
import { createPast } from './past.ts'
import { drawPeople, drawPhones } from './people.ts'
import { type CallMix, type PastPerson, withPast } from './plan.ts'

/** What a past is like. */
export interface PopulateOptions {
  /** How many times 24 hours it reaches back from now: 1 to 90. Call records can be read for 30, log rows for all. Default: 14. */
  readonly days?: number
  /** How many calls a working day has, about: 1 to 20,000. Default: 40. */
  readonly callsPerDay?: number
  /**
   * How often calls of each kind are, against each other: whole numbers up to 1,000; those left out do not occur. `phone`
   * is a user with a phone. Default: `{ peerToPeer: 45, groupCall: 10, meeting: 25, phone: 20 }`.
   */
  readonly mix?: Partial<CallMix>
  /** How many people call: 2 to 1,000. The directory's users first, then others who are made up. Default: 24. */
  readonly people?: number
  /** The tenant's time zone, by its offset from UTC, for office hours and weekends: `'+01:00'`. Default: `'-08:00'`. */
  readonly utcOffset?: string
}

export interface Population {
  /** How many call records there are more than before. */
  readonly records: number
  /** Who called, and where they sit. In the office `'Warehouse'` the Wi-Fi is bad. */
  readonly people: readonly PastPerson[]
}

const DEFAULT_MIX: CallMix = { peerToPeer: 45, groupCall: 10, meeting: 25, phone: 20 }

const weight = v.exactOptional(wholeNumber(0, 1_000))

const OPTIONS = members({
  days: v.exactOptional(wholeNumber(1, 90)),
  callsPerDay: v.exactOptional(wholeNumber(1, 20_000)),
  mix: v.exactOptional(
    v.pipe(
      members({ peerToPeer: weight, groupCall: weight, meeting: weight, phone: weight }),
      v.check(
        (mix) => Object.values(mix).some((often) => often > 0),
        'Expected a kind of call that occurs, such as { peerToPeer: 1 }',
      ),
    ),
  ),
  people: v.exactOptional(wholeNumber(2, 1_000)),
  utcOffset: v.exactOptional(
    v.pipe(
      v.string(),
      v.check(
        (text) => toMinutes(text) !== undefined,
        ({ input }) => `Expected an offset from '-12:00' to '+14:00' such as '+01:00' but received '${input}'`,
      ),
    ),
  ),
})

/** @throws TypeError that names what is wrong with the options and what would be right. */
export function parsePopulate(options: PopulateOptions): PopulateOptions {
  return check(OPTIONS, options, 'emulator.populate')
}

/**
 * Gives the tenant a past. It is drawn from a chance of its own, so that what is drawn later stays as it would have
 * been; nobody is told of what was long ago.
 */
export function populate(
  { now, tx, services, random: world }: PopulationContext,
  options: PopulateOptions,
): Population {
  const { directory, recordLatencyMs: latencyMs } = services
  const { days = 14, callsPerDay = 40, people = 24, utcOffset = '-08:00' } = options
  const random = world.fork(`past/${tx.world.pasts.length}`)
  const inhabitants = drawPeople(directory, people, random.fork('people'))
  const past = createPast({
    chance: random.position(),
    from: now - days * DAY_MS,
    until: now - latencyMs,
    utcOffsetMinutes: toMinutes(utcOffset) ?? 0,
    callsPerDay,
    mix: options.mix ? { peerToPeer: 0, groupCall: 0, meeting: 0, phone: 0, ...options.mix } : DEFAULT_MIX,
    tenantId: directory.tenantId,
    people: inhabitants,
    phones: drawPhones(directory, random.fork('phones')),
    latencyMs,
  })
  const before = tx.world.callRecords.size
  tx.assign(withPast(tx.world, past))
  return { records: tx.world.callRecords.size - before, people: inhabitants }
}

function wholeNumber(from: number, to: number) {
  const range = `a whole number from ${from} to ${to}`
  return v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= from && value <= to,
      ({ input }) => `Expected ${range} but received ${input}`,
    ),
  )
}

/** An offset such as '+05:30', or nothing when it is none that a place on earth has. */
function toMinutes(text: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):([0-5]\d)$/.exec(text) ?? []
  if (sign === undefined) return undefined
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return offset >= -12 * 60 && offset <= 14 * 60 ? offset : undefined
}
