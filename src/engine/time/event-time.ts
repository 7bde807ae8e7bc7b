import type { DueEvent } from './event-queue.ts'
import type { TimeSource } from './time-source.ts'

/** The time as events see it: it stands still while one runs, and never passes one that is due and has not run. */
export interface EventTime {
  now(): number
  /** Moves the time ahead, unless it is there already. */
  reach(at: number): void
  /** Reaches a time and stays there while something runs. */
  holdAt(at: number, run: () => void): void
  /** Continues from a time, which may be earlier or later. */
  moveTo(at: number): void
}

/** @param next Returns the earliest event that is still pending. */
export function createEventTime(start: number, source: TimeSource, next: () => DueEvent | undefined): EventTime {
  /** The time of the event that is running. */
  let instant: number | undefined
  /** The latest time that `now` has returned. */
  let latest = start

  const reach = (at: number) => {
    latest = Math.max(latest, at)
    source.reach(latest)
  }

  return {
    now() {
      if (instant !== undefined) return instant
      const current = source.read()
      const due = source.paused || current <= latest ? undefined : next()
      latest = Math.max(latest, due ? Math.min(due.at, current) : current)
      return latest
    },
    reach,
    holdAt(at, run) {
      reach(at)
      instant = latest
      try {
        run()
      } finally {
        instant = undefined
      }
    },
    moveTo(at) {
      instant = undefined
      latest = at
    },
  }
}
