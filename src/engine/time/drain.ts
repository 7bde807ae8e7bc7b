import type { DueEvent } from './event-queue.ts'

const MAX_EVENTS_AT_ONCE = 100_000
export const MAX_EVENTS_TO_IDLE = 1_000_000

/** Events go on causing events: the clock gave up. What has not run is still pending. */
export class RunawayError extends Error {
  override readonly name = 'RunawayError'
}

interface Work<Event extends DueEvent> {
  /** The next event that is to run, or nothing when all is done. */
  next(): Event | undefined
  run(event: Event): void
  /** A promise while something that was told to others has not been answered. */
  settled(): Promise<void> | undefined
  readonly limit?: number
}

/**
 * Runs events in order. Time does not go on before what was told to others has been answered. The first exception is
 * kept, the rest runs, then it is thrown.
 */
export async function drain<Event extends DueEvent>(work: Work<Event>): Promise<void> {
  const tally: Tally = { at: Number.NaN, atOnce: 0, total: 0, failures: [] }
  let underWay = work.settled()
  do {
    // Nearly always there is nothing to await, and then awaiting would cost more than an event.
    for (; underWay; underWay = work.settled()) await underWay.catch((error: unknown) => tally.failures.push(error))
    underWay = runUntilTold(work, tally)
  } while (underWay)
  if (tally.failures.length > 0) throw tally.failures[0]
}

/** @returns what is to be awaited before the next event, or nothing when all is done. */
function runUntilTold<Event extends DueEvent>(work: Work<Event>, tally: Tally): Promise<void> | undefined {
  const { next, run, settled, limit = Number.POSITIVE_INFINITY } = work
  for (let event = next(); event; event = next()) {
    const excess = count(event, tally, limit)
    if (excess) throw new RunawayError(excess, { cause: tally.failures[0] })
    try {
      run(event)
    } catch (error) {
      tally.failures.push(error)
    }
    const underWay = settled()
    if (underWay) return underWay
  }
  return undefined
}

interface Tally {
  readonly failures: unknown[]
  at: number
  atOnce: number
  total: number
}

/** @returns what is wrong with running this event too, if anything. */
function count({ at, sequence }: DueEvent, tally: Tally, limit: number): string | undefined {
  tally.atOnce = at === tally.at ? tally.atOnce + 1 : 1
  tally.at = at
  tally.total += 1
  if (tally.atOnce > MAX_EVENTS_AT_ONCE) {
    return `clock: more than ${MAX_EVENTS_AT_ONCE} events at ${new Date(at).toISOString()}, the last with sequence ${sequence}. Events that cause each other need some time between them.`
  }
  if (tally.total > limit) {
    return `clock: not idle after ${limit} events, the last with sequence ${sequence}. Where events go on causing events, use advance().`
  }
  return undefined
}
