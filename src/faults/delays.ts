import { nextTurn } from '../runtime/next-turn.ts'

/** The answers that come late. They wait for the emulator's time, and time never waits for whoever waits for them. */
export interface Delays {
  /** Resolves when so much of the emulator's time has passed. */
  wait(durationMs: number): Promise<void>
  /** The moment of a wait has come. One that nobody waits for any more is no mistake. */
  end(sequence: number): void
  /** Nobody waits any longer: the world that was waited in is gone. */
  endAll(): void
  /**
   * What time has to wait for, if anything: what was told to others, until they have answered or have sent a request that
   * itself waits for time; and, just after a wait, for whoever goes on then.
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

export function createDelays({ schedule, told, expected }: DelayParts): Delays {
  const waits = new Map<number, Wait>()
  /** Those who wait for an answer of others, and not for one who waits for time. */
  const waitingForOthers = new Set<() => void>()
  let goingOn: Promise<void> | undefined

  return {
    wait(durationMs) {
      const sequence = schedule(durationMs)
      return new Promise((end) => {
        waits.set(sequence, { end, during: told() })
        for (const letGo of waitingForOthers) letGo()
      })
    },
    end(sequence) {
      const wait = waits.get(sequence)
      if (!wait) return
      waits.delete(sequence)
      wait.end()
      goingOn ??= nextTurn().then(() => {
        goingOn = undefined
      })
    },
    endAll() {
      for (const { end } of waits.values()) end()
      waits.clear()
    },
    underWay() {
      const unanswered = goingOn ?? told()
      if (!unanswered || (waits.size === 0 && !expected())) return unanswered
      if ([...waits.values()].some(({ during }) => during === unanswered)) return undefined
      return new Promise((resolve, reject) => {
        waitingForOthers.add(resolve)
        unanswered.then(resolve, reject).finally(() => waitingForOthers.delete(resolve))
      })
    },
  }
}
