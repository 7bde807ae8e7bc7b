import { removeExpired } from '../call-records/record/remove-expired.ts'
import { isRemovable, oldestLogRow } from '../call-records/retention.ts'
import { DAY_MS } from '../engine/time/units.ts'
import { addGeneratedCalls } from './add-generated-calls.ts'
import type { PopulationContext } from './context.ts'
import { generateCalls } from './generate-calls.ts'
import { generatePeople, generatePhones } from './generate-people.ts'
import type { PopulateSettings } from './populate-options.ts'
import type { PopulationPerson } from './population-plan.ts'

/** What `populate` has added. */
export interface Population {
  /** How many call records were added. */
  readonly records: number
  /** The people who called, each with their office. People in the office `'Warehouse'` have poor Wi-Fi. */
  readonly people: readonly PopulationPerson[]
  /** Why no call record was added. */
  readonly reason?: string
}

/**
 * Adds the records of generated calls to the tenant. They are drawn from a fork of the seed, so that later draws stay
 * the same, and send no notifications because the calls lie in the past.
 */
export function populate(context: PopulationContext, settings: PopulateSettings): Population {
  const { now, tx, services } = context
  const { days, callsPerDay, mix, utcOffsetMinutes, textMessagesPerDay } = settings
  removeExpired(context)
  removeOldPlans(context)
  const { populations } = tx.world
  const random = context.random.fork(`past/${populations}`)
  const people = generatePeople(services.directory, settings, random.fork('people'))
  const calls = generateCalls({
    number: populations,
    chance: random.position(),
    from: now - days * DAY_MS,
    until: now - services.recordLatencyMs,
    utcOffsetMinutes,
    callsPerDay,
    ...(textMessagesPerDay > 0 && { textMessagesPerDay }),
    mix,
    tenantId: services.directory.tenantId,
    people,
    phones: generatePhones(services.directory, random.fork('phones')),
    latencyMs: services.recordLatencyMs,
  })
  const before = tx.world.callRecords.size
  tx.assign({
    ...addGeneratedCalls(
      tx.world,
      calls,
      [...calls.keys()].filter((key) => !isRemovable(key, now)),
    ),
    populations: populations + 1,
  })
  const records = tx.world.callRecords.size - before
  return { records, people, ...(records === 0 && { reason: explainNoCalls(context, settings) }) }
}

function explainNoCalls({ now, services }: PopulationContext, { days, callsPerDay }: PopulateSettings): string {
  const until = new Date(now - services.recordLatencyMs).toISOString()
  const from = new Date(now - days * DAY_MS).toISOString()
  return `emulator.populate: no call was generated between ${from} and ${until} with ${callsPerDay} calls on a working day: it is a weekend or a night in the tenant's time zone, or 'records.latency' leaves no time. Use more 'days' or 'callsPerDay', another 'utcOffset', or a later clock.`
}

/** Removes plans whose calls and text messages can no longer be read. */
function removeOldPlans({ tx, now }: PopulationContext): void {
  const { pasts, textMessages } = tx.world
  const oldest = oldestLogRow(now)
  tx.assign({
    pasts: pasts.filter(({ plan }) => plan.until >= oldest),
    textMessages: textMessages.filter(({ until }) => until >= oldest),
  })
}
