import type { DueEvent } from './event-queue.ts'

const MAX_EVENTS_AT_ONCE = 100_000
export const MAX_EVENTS_TO_IDLE = 1_000_000

/** Events keep scheduling events, so the clock stopped. The events that did not run are still pending. */
export class RunawayError extends Error {
  override readonly name = 'RunawayError'
}

interface EventSource<Event extends DueEvent> {
  /** The next event to run, or `undefined` when none is due. */
  next(): Event | undefined
  run(event: Event): void
  /** A promise while outgoing requests wait for their responses, otherwise `undefined`. */
  settled(): Promise<void> | undefined
  readonly limit?: number
}

/**
 * Runs due events in order and awaits the responses to what each one sends before the next. An event that throws does
 * not stop the others: the first exception is thrown at the end.
 */
export async function runDueEvents<Event extends DueEvent>(source: EventSource<Event>): Promise<void> {
  const progress: Progress = { at: Number.NaN, atOnce: 0, total: 0, failures: [] }
  let responses = source.settled()
  do {
    // Nearly always there is nothing to await, and then an `await` would cost more than the event itself.
    for (; responses; responses = source.settled()) {
      await responses.catch((error: unknown) => progress.failures.push(error))
    }
    responses = runUntilResponsesArePending(source, progress)
  } while (responses)
  if (progress.failures.length > 0) throw progress.failures[0]
}

/** @returns a promise to await before the next event, or `undefined` when no event is due. */
function runUntilResponsesArePending<Event extends DueEvent>(
  source: EventSource<Event>,
  progress: Progress,
): Promise<void> | undefined {
  const { next, run, settled, limit = Number.POSITIVE_INFINITY } = source
  for (let event = next(); event; event = next()) {
    const excess = countEvent(event, progress, limit)
    if (excess) throw new RunawayError(excess, { cause: progress.failures[0] })
    try {
      run(event)
    } catch (error) {
      progress.failures.push(error)
    }
    const responses = settled()
    if (responses) return responses
  }
  return undefined
}

interface Progress {
  readonly failures: unknown[]
  at: number
  atOnce: number
  total: number
}

/** @returns the error message when this event exceeds a limit. */
function countEvent({ at, sequence }: DueEvent, progress: Progress, limit: number): string | undefined {
  progress.atOnce = at === progress.at ? progress.atOnce + 1 : 1
  progress.at = at
  progress.total += 1
  if (progress.atOnce > MAX_EVENTS_AT_ONCE) {
    return `clock: more than ${MAX_EVENTS_AT_ONCE} events at ${new Date(at).toISOString()}, the last with sequence ${sequence}. Schedule events that cause each other some time apart.`
  }
  if (progress.total > limit) {
    return `clock: not idle after ${limit} events, the last with sequence ${sequence}. Use advance() where events keep causing events.`
  }
  return undefined
}
