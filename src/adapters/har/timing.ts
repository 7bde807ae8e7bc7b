import { endsCall } from '../../scenarios/language/scenario-problems.ts'
import type { TimedStep } from '../../scenarios/language/steps.ts'
import type { SightedStep } from './sighted-step.ts'

/**
 * Steps in time. `at` counts from the beginning until a step waits for something the app does; from there on each counts
 * from the one before, so that a story keeps its pace with an app that is slower or faster than the one in the capture.
 * @param begunAt Epoch milliseconds: what `at` is counted from.
 */
export function inTime(sighted: readonly SightedStep[], begunAt: number): readonly TimedStep[] {
  let before = begunAt
  let hasWaited = false
  return [...sighted].sort(byTime).map(({ at, step, after }) => {
    // What was waited for before this one's turn would never come again.
    const waitsFor = after && after.at >= before && after.at <= at ? after : undefined
    const since = waitsFor?.at ?? before
    hasWaited ||= waitsFor !== undefined
    before = Math.max(before, at)
    const length = toDuration(Math.max(0, at - since))
    if (waitsFor) return { when: waitsFor.when, after: length, ...step }
    return hasWaited ? { after: length, ...step } : { at: toDuration(Math.max(0, at - begunAt)), ...step }
  })
}

/** Notifications overtake each other: what was seen of a call after its end is set apart, but for failing requests. */
export function untilEnd(sighted: readonly SightedStep[]): {
  readonly steps: readonly SightedStep[]
  readonly late: readonly SightedStep[]
} {
  const end = [...sighted].sort(byTime).find(({ step }) => endsCall(step))
  const isLate = (one: SightedStep) =>
    end !== undefined && one !== end && byTime(one, end) >= 0 && one.step.do !== 'fault'
  return { steps: sighted.filter((one) => !isLate(one)), late: sighted.filter(isLate) }
}

function byTime(one: SightedStep, other: SightedStep): number {
  return one.at - other.at || rank(one) - rank(other)
}

/** At the same time, what the app reacted to comes first, and the end last. */
function rank({ step, after }: SightedStep): number {
  if (step.do === 'incoming' || step.do === 'lobby') return 0
  if (endsCall(step) || (step.do === 'decline' && !after)) return 3
  return after ? 2 : 1
}

/** As one writes it. */
function toDuration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`
}
