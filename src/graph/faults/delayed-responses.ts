import { nextTurn } from '../../engine/time/next-turn.ts'

/**
 * Delays responses by the emulator's clock. The clock waits for the work of a request, but never for an app that itself
 * waits for a delayed response: that would be a deadlock.
 */
export interface DelayedResponses {
  /** Starts the work at once. @returns a promise that resolves with its result once the emulator's clock has advanced. */
  delay<Result>(durationMs: number, work: () => Promise<Result>): Promise<Result>
  /**
   * Lets the clock run although work is in progress. Called when a request sends a request to the app: a receiver that
   * awaits `clock.advance` would otherwise deadlock with the clock.
   */
  releaseClock(): void
  /** Ends the wait whose event has this sequence number. A wait that has ended already is ignored. */
  release(sequence: number): void
  /** Ends all waits, because the world that they belong to has been replaced. */
  releaseAll(): void
  /**
   * @returns what the clock has to wait for, if anything: work in progress; notifications, until the app has responded or
   * has sent a request that itself waits for the clock; and, just after a wait, the code that continues.
   */
  pending(): Promise<void> | undefined
}

interface DelayParts {
  /** Schedules the end of a wait. @returns the sequence number of its event. */
  readonly schedule: (afterMs: number) => number
  /** A promise while notifications are being delivered. */
  readonly deliveries: () => Promise<void> | undefined
  /** Whether any response may be delayed. */
  readonly mayDelay: () => boolean
}

interface Wait {
  readonly end: () => void
  /** The notifications that were being delivered when the wait began. */
  readonly during: Promise<void> | undefined
}

export function createDelayedResponses({ schedule, deliveries, mayDelay }: DelayParts): DelayedResponses {
  const waits = new Map<number, Wait>()
  /** Clocks that wait for the app, and stop waiting once the app waits for the clock. */
  const waitingClocks = new Set<() => void>()
  /** Work in progress, and code that continues after a wait. */
  const busy = new Set<Promise<unknown>>()

  const keepBusy = <Result>(work: Promise<Result>) => {
    busy.add(work)
    const done = () => busy.delete(work)
    work.then(done, done)
    return work
  }

  const releaseClocks = () => {
    for (const release of waitingClocks) release()
  }

  const wait = (durationMs: number) => {
    const sequence = schedule(durationMs)
    return new Promise<void>((end) => {
      waits.set(sequence, { end, during: deliveries() })
      releaseClocks()
    })
  }

  return {
    async delay(durationMs, work) {
      const waited = wait(durationMs)
      const result = await keepBusy(work())
      await waited
      return result
    },
    releaseClock() {
      busy.clear()
      releaseClocks()
    },
    release(sequence) {
      const wait = waits.get(sequence)
      if (!wait) return
      waits.delete(sequence)
      wait.end()
      keepBusy(nextTurn())
    },
    releaseAll() {
      for (const { end } of waits.values()) end()
      waits.clear()
    },
    pending() {
      const unanswered = busy.size > 0 ? Promise.allSettled(busy).then(() => {}) : deliveries()
      if (!unanswered || (waits.size === 0 && !mayDelay())) return unanswered
      if ([...waits.values()].some(({ during }) => during === unanswered)) return undefined
      return new Promise((resolve, reject) => {
        waitingClocks.add(resolve)
        unanswered.then(resolve, reject).finally(() => waitingClocks.delete(resolve))
      })
    },
  }
}
