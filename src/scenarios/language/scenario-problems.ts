import { parseDuration } from '../../engine/time/duration.ts'
import { isControlStep, type ScenarioStep } from './steps.ts'

/** Every step can be unrolled at most to so many: a loop has an end. */
export const MOST_STEPS = 10_000

/** What of a scenario has to fit together. */
interface Whole {
  readonly trigger?: 'call' | 'start'
  readonly match?: object
  readonly times?: number
  readonly steps: readonly ScenarioStep[]
}

/** What is wrong with the steps as a whole, each by its path, when every one of them is right. */
export function* problemsOf({ trigger = 'call', match, times, steps }: Whole): Generator<string, void> {
  if (trigger === 'start' && (match || times)) yield "'match' and 'times' are for scenarios that are played for a call."
  if (countOf(steps) > MOST_STEPS) yield `'steps': they are repeated to more than ${MOST_STEPS} steps.`
  yield* timeProblems(steps, 'steps', 0)
  if (trigger === 'start') yield* callProblems(steps)
  else {
    yield* strayProblems(steps)
    yield* endProblems(steps, 'steps', undefined)
  }
}

type Block = Extract<ScenarioStep, { do: 'repeat' | 'choose' }>
type SingleStep = Exclude<ScenarioStep, Block>

function countOf(all: readonly ScenarioStep[]): number {
  return all.reduce((sum, step) => {
    if (step.do === 'repeat') return sum + step.times * countOf(step.steps)
    if (step.do === 'choose') return sum + Math.max(...step.from.map((choice) => countOf(choice.steps)))
    return sum + 1
  }, 0)
}

/**
 * A step cannot be at a time that is over when its turn comes.
 * @returns the earliest time at which all of them have been taken, in milliseconds.
 */
function* timeProblems(all: readonly ScenarioStep[], path: string, begin: number): Generator<string, number> {
  let earliest = begin
  for (const [index, step] of all.entries()) {
    const here = `${path}[${index}]`
    if (step.do === 'repeat') {
      if (step.times > 1 && hasFixedTime(step.steps)) yield `'${here}': a step that is repeated cannot have 'at'.`
      const end = yield* timeProblems(step.steps, `${here}.steps`, earliest)
      earliest += (end - earliest) * step.times
    } else if (step.do === 'choose') {
      const ends: number[] = []
      for (const [name, inner] of innerSteps(step)) ends.push(yield* timeProblems(inner, `${here}.${name}`, earliest))
      earliest = Math.min(...ends)
    } else if (step.at === undefined) {
      earliest += parseDuration(step.after ?? 0, `${here}.after`)
    } else {
      if (step.after !== undefined) yield `'${here}': give 'at' or 'after', not both.`
      const at = parseDuration(step.at, `${here}.at`)
      if (at < earliest) yield `'${here}.at': ${JSON.stringify(step.at)} is before the step above it.`
      else earliest = at
    }
  }
  return earliest
}

function hasFixedTime(all: readonly ScenarioStep[]): boolean {
  return all.some((step) =>
    isBlock(step) ? innerSteps(step).some(([, inner]) => hasFixedTime(inner)) : step.at !== undefined,
  )
}

/** A scenario for a call is about that call. */
function* strayProblems(all: readonly ScenarioStep[]): Generator<string, void> {
  for (const [here, step] of singleSteps(all)) {
    if (step.do === 'incoming') yield `'${here}': calls come in only in a scenario with trigger: 'start'.`
    if (step.call !== undefined) yield `'${here}.call': a scenario for a call has no other.`
  }
}

/**
 * When the other side has ended the call, or removed the app from it, nobody does anything in it.
 * @param end Where it was ended before these steps, if it was.
 * @returns where it is ended after them, if it is for certain.
 */
function* endProblems(
  all: readonly ScenarioStep[],
  path: string,
  end: string | undefined,
): Generator<string, string | undefined> {
  let endedAt = end
  for (const [index, step] of all.entries()) {
    const here = `${path}[${index}]`
    const ends: (string | undefined)[] = []
    for (const [name, inner] of innerSteps(step)) ends.push(yield* endProblems(inner, `${here}.${name}`, endedAt))
    if (isBlock(step)) {
      if (step.do === 'repeat' && step.times > 1 && endedAt === undefined && ends[0] !== undefined)
        yield `'${here}': what ends the call ('${ends[0]}') cannot be repeated.`
      endedAt ??= ends.every((one) => one !== undefined) ? ends[0] : undefined
    } else if (isControlStep(step)) {
    } else if (endedAt !== undefined || step.when === 'terminated') {
      yield `'${here}': nobody can '${step.do}' when the call is over${endedAt ? ` ('${endedAt}')` : ''}.`
    } else if (endsCall(step)) {
      endedAt = here
    }
  }
  return endedAt
}

/** Whether a step of the other side is the end of the call for the app. */
export function endsCall(step: SingleStep): boolean {
  return step.do === 'hangUp' || ((step.do === 'remove' || step.do === 'deny') && step.who === 'app')
}

/** Steps of a scenario that begins by itself are about calls that have come in. */
function* callProblems(all: readonly ScenarioStep[]): Generator<string, void> {
  const known = new Set<string>()
  for (const [here, step] of singleSteps(all)) {
    if (step.do === 'incoming') {
      known.add('')
      if (step.as !== undefined) known.add(step.as)
    } else if (!known.has(step.call ?? '') && !isControlStep(step)) {
      const names = [...known].filter(Boolean).join(', ')
      yield step.call === undefined
        ? `'${here}': no call has come in yet. Begin with { do: 'incoming' }.`
        : `'${here}.call': no call '${step.call}' has come in yet. There are: ${names || 'none'}.`
    }
  }
}

/** All steps, those of loops and choices too, each with its path. */
export function* singleSteps(
  all: readonly ScenarioStep[],
  path = 'steps',
): Generator<readonly [path: string, step: SingleStep], void> {
  for (const [index, step] of all.entries()) {
    const here = `${path}[${index}]`
    if (!isBlock(step)) yield [here, step]
    for (const [name, inner] of innerSteps(step)) yield* singleSteps(inner, `${here}.${name}`)
  }
}

function isBlock(step: ScenarioStep): step is Block {
  return step.do === 'repeat' || step.do === 'choose'
}

function innerSteps(step: ScenarioStep): (readonly [string, readonly ScenarioStep[]])[] {
  if (step.do === 'repeat') return [['steps', step.steps]]
  return step.do === 'choose' ? step.from.map((choice, index) => [`from[${index}].steps`, choice.steps] as const) : []
}
