import { endsCall } from '../../../scenarios/language/scenario-problems.ts'
import type { TimedStep } from '../../../scenarios/language/steps.ts'
import type { ObservedStep } from './observed-step.ts'

/**
 * Turns times into the timing of scenario steps. `at` counts from the start until a step waits for a request of the app.
 * From there on each step counts from the one before, so that the scenario keeps pace with an app that is slower or faster
 * than in the capture.
 *
 * @param startedAt Epoch milliseconds that `at` counts from.
 */
export function toTimedSteps(observed: readonly ObservedStep[], startedAt: number): readonly TimedStep[] {
  let previous = startedAt
  let hasWaited = false
  return [...observed].sort(byTime).map(({ at, step, after }) => {
    // A cause from before the previous step has already passed: waiting for it would never end.
    const cause = after && after.at >= previous && after.at <= at ? after : undefined
    const since = cause?.at ?? previous
    hasWaited ||= cause !== undefined
    previous = Math.max(previous, at)
    const wait = toDuration(Math.max(0, at - since))
    if (cause) return { when: cause.when, after: wait, ...step }
    return hasWaited ? { after: wait, ...step } : { at: toDuration(Math.max(0, at - startedAt)), ...step }
  })
}

/**
 * Separates what was observed after the end of the call: notifications overtake each other, and a scenario has no steps
 * after its end. Fault rules stay, because requests fail after the end, too.
 */
export function splitAtEnd(observed: readonly ObservedStep[]): {
  readonly steps: readonly ObservedStep[]
  readonly late: readonly ObservedStep[]
} {
  const end = [...observed].sort(byTime).find(({ step }) => endsCall(step))
  const isLate = (one: ObservedStep) =>
    end !== undefined && one !== end && byTime(one, end) >= 0 && one.step.do !== 'fault'
  return { steps: observed.filter((one) => !isLate(one)), late: observed.filter(isLate) }
}

function byTime(one: ObservedStep, other: ObservedStep): number {
  return one.at - other.at || rank(one) - rank(other)
}

/** At the same instant, what the app reacted to comes first and the end of the call last. */
function rank({ step, after }: ObservedStep): number {
  if (step.do === 'incoming' || step.do === 'lobby') return 0
  if (endsCall(step) || (step.do === 'decline' && !after)) return 3
  return after ? 2 : 1
}

/** `2s`, `1500ms` */
function toDuration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`
}
