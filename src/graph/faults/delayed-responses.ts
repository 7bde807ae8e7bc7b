import { nextTurn } from '../../engine/time/next-turn.ts'

/** The answers that come late. They wait for the emulator's time, and time never waits for whoever waits for them. */
export interface DelayedResponses {
  /** Does some work at once, and resolves with what came of it when so much of the emulator's time has passed. */
  delay<Result>(durationMs: number, work: () => Promise<Result>): Promise<Result>
  /** Somebody is asked for the sake of some work, and may himself wait for time: time waits for no work any longer. */
  asking(): void
  /** The moment of a wait has come. One that nobody waits for any more is no mistake. */
  end(sequence: number): void
  /** Nobody waits any longer: the world that was waited in is gone. */
  endAll(): void
  /**
   * What time has to wait for, if anything: work that is being done; what was told to others, until they have answered or
   * have sent a request that itself waits for time; and, just after a wait, whoever goes on then.
   */
  underWay(): Promise<void> | undefined
}

interface DelayParts {
  /** Has the moment come after so many milliseconds. @returns the sequence number of its event. */
  readonly schedule: (afterMs: number) => number
  /** A promise while something that was told to others has not been answered. */
  readonly told: () => Promise<void> | undefined
  /** Whether any answer may come late. */
  readonly expected: () => boolean
}

interface Wait {
  readonly end: () => void
  /** What others had been told, and had not answered, when it began. */
  readonly during: Promise<void> | undefined
}

export function createDelayedResponses({ schedule, told, expected }: DelayParts): DelayedResponses {
  const waits = new Map<number, Wait>()
  /** Those who wait for an answer of others, and not for one who waits for time. */
  const waitingForOthers = new Set<() => void>()
  /** Work that is being done, and those who go on after a wait. */
  const busy = new Set<Promise<unknown>>()

  const keepBusy = <Result>(work: Promise<Result>) => {
    busy.add(work)
    const done = () => busy.delete(work)
    work.then(done, done)
    return work
  }

  const letGo = () => {
    for (const goOn of waitingForOthers) goOn()
  }

  const wait = (durationMs: number) => {
    const sequence = schedule(durationMs)
    return new Promise<void>((end) => {
      waits.set(sequence, { end, during: told() })
      letGo()
    })
  }

  return {
    async delay(durationMs, work) {
      const waited = wait(durationMs)
      const result = await keepBusy(work())
      await waited
      return result
    },
    asking() {
      busy.clear()
      letGo()
    },
    end(sequence) {
      const wait = waits.get(sequence)
      if (!wait) return
      waits.delete(sequence)
      wait.end()
      keepBusy(nextTurn())
    },
    endAll() {
      for (const { end } of waits.values()) end()
      waits.clear()
    },
    underWay() {
      const unanswered = busy.size > 0 ? Promise.allSettled(busy).then(() => {}) : told()
      if (!unanswered || (waits.size === 0 && !expected())) return unanswered
      if ([...waits.values()].some(({ during }) => during === unanswered)) return undefined
      return new Promise((resolve, reject) => {
        waitingForOthers.add(resolve)
        unanswered.then(resolve, reject).finally(() => waitingForOthers.delete(resolve))
      })
    },
  }
}
