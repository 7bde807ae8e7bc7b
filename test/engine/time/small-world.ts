import { type ClockOption, createClock, type Scheduler } from '../../../src/engine/time/clock.ts'
import type { DueEvent } from '../../../src/engine/time/event-queue.ts'

interface Plan {
  readonly after: number
  readonly background?: boolean
  /** Called when the event runs. */
  readonly does?: () => void
}

/** A clock with events that log when they ran. */
export interface SmallWorld extends Scheduler {
  /** `name@time` of each event that ran, in order, with the time in milliseconds since the start. */
  readonly log: string[]
  readonly errors: unknown[]
  /** Milliseconds since the start. */
  elapsed(): number
  plan(name: string, plan: Plan): number
  cancel(sequence: number): void
  /** Makes the clock wait for this promise before the next event. */
  awaits(response: Promise<void>): void
}

export function createSmallWorld(option: ClockOption): SmallWorld {
  const pending = new Map<number, DueEvent & { readonly name: string; readonly does: (() => void) | undefined }>()
  const log: string[] = []
  const errors: unknown[] = []
  let pendingResponse: Promise<void> | undefined
  let sequence = 0

  const scheduler = createClock(option, {
    pending: (number) => pending.get(number),
    run({ sequence: number, name, does }) {
      pending.delete(number)
      log.push(`${name}@${elapsed()}`)
      does?.()
    },
    settled: () => pendingResponse,
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
    awaits(response) {
      pendingResponse = response.finally(() => {
        pendingResponse = undefined
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
