import { type ClockOption, createClock, type Scheduler } from '../../../src/engine/time/clock.ts'
import type { DueEvent } from '../../../src/engine/time/event-queue.ts'

interface Plan {
  readonly after: number
  readonly background?: boolean
  /** What it does; its name alone does nothing. */
  readonly does?: () => void
}

/** A world of events that only note when they ran. */
export interface SmallWorld extends Scheduler {
  /** `name@time` of all that ran, in order; the time counts from the world's beginning. */
  readonly log: string[]
  readonly errors: unknown[]
  /** Milliseconds since the world's beginning. */
  elapsed(): number
  plan(name: string, plan: Plan): number
  cancel(sequence: number): void
  /** The world waits for this promise before it goes on. */
  awaits(answer: Promise<void>): void
}

export function createSmallWorld(option: ClockOption): SmallWorld {
  const pending = new Map<number, DueEvent & { readonly name: string; readonly does: (() => void) | undefined }>()
  const log: string[] = []
  const errors: unknown[] = []
  let underWay: Promise<void> | undefined
  let sequence = 0

  const scheduler = createClock(option, {
    pending: (number) => pending.get(number),
    run({ sequence: number, name, does }) {
      pending.delete(number)
      log.push(`${name}@${elapsed()}`)
      does?.()
    },
    settled: () => underWay,
    onError: (error) => errors.push(error),
  })
  const { clock } = scheduler
  const start = clock.now()
  const elapsed = () => clock.now() - start

  return {
    ...scheduler,
    log,
    errors,
    elapsed,
    plan(name, { after, background = false, does }) {
      sequence += 1
      const event = { sequence, at: clock.now() + after, background, name, does }
      pending.set(sequence, event)
      scheduler.schedule(event)
      return sequence
    },
    cancel: (number) => pending.delete(number),
    awaits(answer) {
      underWay = answer.finally(() => {
        underWay = undefined
      })
    },
  }
}

export function deferred(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
