import type { ClockState } from './clock-option.ts'
import { drain } from './drain.ts'
import { createEventQueue, type DueEvent } from './event-queue.ts'
import { createTimeline } from './timeline.ts'

/** What the clock needs of the world whose events it runs. */
export interface EventOwner<Event extends DueEvent> {
  /** The event as it stands, or nothing when it was cancelled or has run. */
  pending(sequence: number): Event | undefined
  /** Lets it happen. */
  run(event: Event): void
  /** A promise while something that was told to others has not been answered. */
  settled(): Promise<void> | undefined
}

/** Time and the events in it: it never passes an event that has not run. */
export interface EventLoop {
  now(): number
  readonly paused: boolean
  state(): ClockState
  schedule(event: DueEvent): void
  /** The earliest event that is still to happen. */
  next(): DueEvent | undefined
  hasForeground(): boolean
  /** In how many milliseconds of the wall clock an event is due. */
  dueInMs(event: DueEvent): number
  /** Runs all that is due until then, each event at its own time. Then it is that time. */
  runTo(target: number): Promise<void>
  /** Runs what has become due as time passed by itself. */
  catchUp(): Promise<void>
  /** Runs events until only background events are left. */
  runToIdle(limit: number): Promise<void>
  /** Has time pass in another way from now on. */
  change(pace: Partial<Pick<ClockState, 'rate' | 'paused'>>): void
  /** Goes on from a state, be it earlier or later. What is running ends. */
  moveTo(state: ClockState): void
  clear(): void
}

export function createEventLoop<Event extends DueEvent>(
  initial: ClockState,
  { pending, run, settled }: EventOwner<Event>,
): EventLoop {
  const timeline = createTimeline(initial)
  const queue = createEventQueue(pending)
  /** The time of the event that is just running. */
  let instant: number | undefined
  /** The latest time that was told. */
  let latest = initial.now
  /** Counts the moves: what began in another era is over. */
  let era = 0

  const now = () => {
    if (instant !== undefined) return instant
    const flowing = timeline.read()
    const due = timeline.paused || flowing <= latest ? undefined : queue.peek()
    latest = Math.max(latest, due ? Math.min(due.at, flowing) : flowing)
    return latest
  }
  const state = () => ({ now: now(), rate: timeline.rate, paused: timeline.paused })

  const reach = (at: number) => {
    latest = Math.max(latest, at)
    timeline.reach(latest)
  }

  const happen = (event: Event) => {
    queue.pop(event)
    reach(event.at)
    instant = latest
    try {
      run(event)
    } finally {
      instant = undefined
    }
  }

  const runWhile = (isDue: (event: DueEvent) => boolean, limit?: number) => {
    const born = era
    const next = () => {
      const event = era === born ? queue.peek() : undefined
      return event && isDue(event) ? event : undefined
    }
    return drain({ next, run: happen, settled, ...(limit !== undefined && { limit }) })
  }

  return {
    now,
    get paused() {
      return timeline.paused
    },
    state,
    schedule: queue.push,
    next: queue.peek,
    hasForeground: queue.hasForeground,
    dueInMs: ({ at }) => (at - timeline.read()) / timeline.rate,
    async runTo(target) {
      const born = era
      try {
        await runWhile(({ at }) => at <= target)
      } finally {
        if (era === born) reach(Math.min(target, queue.peek()?.at ?? target))
      }
    },
    catchUp() {
      // A world that needs longer than the time it is given must not keep the page from everything else.
      const until = timeline.read()
      return runWhile(({ at }) => at <= until && !timeline.paused)
    },
    runToIdle: (limit) => runWhile(({ background }) => !background || queue.hasForeground(), limit),
    change: (pace) => timeline.moveTo({ ...state(), ...pace }),
    moveTo(to) {
      era += 1
      instant = undefined
      latest = to.now
      timeline.moveTo(to)
    },
    clear: queue.clear,
  }
}
