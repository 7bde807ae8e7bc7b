import type { ClockState } from './clock-option.ts'
import { createEventQueue, type DueEvent } from './event-queue.ts'
import { createEventTime } from './event-time.ts'
import { runDueEvents } from './run-due-events.ts'
import { createTimeSource } from './time-source.ts'

/** What the clock needs from the owner of the events. */
export interface EventOwner<Event extends DueEvent> {
  /** The current event, or `undefined` when it was cancelled or has run. */
  pending(sequence: number): Event | undefined
  run(event: Event): void
  /** A promise while outgoing requests wait for their responses, otherwise `undefined`. */
  settled(): Promise<void> | undefined
}

/** Time and its events: time never passes an event that is due and has not run. */
export interface EventLoop {
  now(): number
  readonly paused: boolean
  state(): ClockState
  schedule(event: DueEvent): void
  /** The earliest event that is still pending. */
  next(): DueEvent | undefined
  hasForeground(): boolean
  /** Milliseconds of the wall clock until an event is due. */
  dueInMs(event: DueEvent): number
  /** Runs every event that is due by then, each at its own time, then moves the time there. */
  runTo(target: number): Promise<void>
  /** Runs the events that have become due while the clock was running. */
  catchUp(): Promise<void>
  /** Runs events until only background events are pending. */
  runToIdle(limit: number): Promise<void>
  /** Changes the rate, pauses or resumes. */
  change(pace: Partial<Pick<ClockState, 'rate' | 'paused'>>): void
  /** Continues from a state, which may be earlier or later. Runs in progress end. */
  moveTo(state: ClockState): void
  clear(): void
}

export function createEventLoop<Event extends DueEvent>(
  initial: ClockState,
  { pending, run, settled }: EventOwner<Event>,
): EventLoop {
  const source = createTimeSource(initial)
  const queue = createEventQueue(pending)
  const time = createEventTime(initial.now, source, queue.peek)
  /** Counts calls of `moveTo`: a run that began in an earlier generation stops. */
  let generation = 0

  const state = () => ({ now: time.now(), rate: source.rate, paused: source.paused })

  const runEvent = (event: Event) => {
    queue.pop(event)
    time.holdAt(event.at, () => run(event))
  }

  const runWhile = (isDue: (event: DueEvent) => boolean, limit?: number) => {
    const started = generation
    const next = () => {
      const event = generation === started ? queue.peek() : undefined
      return event && isDue(event) ? event : undefined
    }
    return runDueEvents({ next, run: runEvent, settled, ...(limit !== undefined && { limit }) })
  }

  return {
    now: time.now,
    get paused() {
      return source.paused
    },
    state,
    schedule: queue.push,
    next: queue.peek,
    hasForeground: queue.hasForeground,
    dueInMs: ({ at }) => (at - source.read()) / source.rate,
    async runTo(target) {
      const started = generation
      try {
        await runWhile(({ at }) => at <= target)
      } finally {
        if (generation === started) time.reach(Math.min(target, queue.peek()?.at ?? target))
      }
    },
    catchUp() {
      // Read once: events that take longer to run than the time between them must not block the page for ever.
      const until = source.read()
      return runWhile(({ at }) => at <= until && !source.paused)
    },
    runToIdle: (limit) => runWhile(({ background }) => !background || queue.hasForeground(), limit),
    change: (pace) => source.moveTo({ ...state(), ...pace }),
    moveTo(to) {
      generation += 1
      time.moveTo(to.now)
      source.moveTo(to)
    },
    clear: queue.clear,
  }
}
