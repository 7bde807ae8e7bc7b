import { parseDuration } from '../../engine/time/duration.ts'
import { isControlStep, type ScenarioStep } from './steps.ts'

/** The limit for a scenario with all loops expanded: nested loops could otherwise exhaust memory. */
export const MOST_STEPS = 10_000

/** The parts of a scenario whose combination has to be consistent. */
interface ScenarioParts {
  readonly trigger?: 'call' | 'start'
  readonly match?: object
  readonly times?: number
  readonly steps: readonly ScenarioStep[]
}

/** Yields the problems between steps that are valid one by one, each with its path. */
export function* problemsOf({ trigger = 'call', match, times, steps }: ScenarioParts): Generator<string, void> {
  if (trigger === 'start' && (match || times)) yield "'match' and 'times' are allowed only with trigger: 'call'."
  if (countOf(steps) > MOST_STEPS)
    yield `'steps': repetition expands them to more than the allowed ${MOST_STEPS} steps.`
  yield* timeProblems(steps, 'steps', 0)
  if (trigger === 'start') yield* callProblems(steps)
  else {
    yield* otherCallProblems(steps)
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
 * Yields a problem for each `at` that is earlier than the steps before it.
 * @returns the earliest time at which all steps can have been taken, in milliseconds.
 */
function* timeProblems(all: readonly ScenarioStep[], path: string, begin: number): Generator<string, number> {
  let earliest = begin
  for (const [index, step] of all.entries()) {
    const here = `${path}[${index}]`
    if (step.do === 'repeat') {
      if (step.times > 1 && hasFixedTime(step.steps)) yield `'${here}': a repeated step cannot have 'at'. Use 'after'.`
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
      if (at < earliest)
        yield `'${here}.at': ${JSON.stringify(step.at)} is earlier than the step before it. Use a later time, or 'after'.`
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

/** A scenario that is played for a call can act only in that call. */
function* otherCallProblems(all: readonly ScenarioStep[]): Generator<string, void> {
  for (const [here, step] of singleSteps(all)) {
    if (step.do === 'incoming') yield `'${here}': 'incoming' is allowed only in a scenario with trigger: 'start'.`
    if (step.call !== undefined)
      yield `'${here}.call': 'call' is allowed only in a scenario with trigger: 'start'; this one is played for a single call.`
  }
}

/**
 * Yields a problem for each step after one that has ended the call for the app.
 * @param end The path of the step that ended the call before these steps, if any.
 * @returns the path of the step that has certainly ended the call after these steps, if any.
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
        yield `'${here}': a step that ends the call ('${ends[0]}') cannot be repeated.`
      endedAt ??= ends.every((one) => one !== undefined) ? ends[0] : undefined
    } else if (isControlStep(step)) {
    } else if (endedAt !== undefined || step.when === 'terminated') {
      yield `'${here}': '${step.do}' is not possible after the call has ended${endedAt ? ` ('${endedAt}')` : ''}.`
    } else if (endsCall(step)) {
      endedAt = here
    }
  }
  return endedAt
}

/** Whether a step ends the call for the app. */
export function endsCall(step: SingleStep): boolean {
  return step.do === 'hangUp' || ((step.do === 'remove' || step.do === 'deny') && step.who === 'app')
}

/** In a scenario with trigger 'start', every step needs an incoming call before it. */
function* callProblems(all: readonly ScenarioStep[]): Generator<string, void> {
  const known = new Set<string>()
  for (const [here, step] of singleSteps(all)) {
    if (step.do === 'incoming') {
      known.add('')
      if (step.as !== undefined) known.add(step.as)
    } else if (!known.has(step.call ?? '') && !isControlStep(step)) {
      const names = [...known].filter(Boolean).join(', ')
      yield step.call === undefined
        ? `'${here}': there is no incoming call before this step. Begin with { do: 'incoming' }.`
        : `'${here}.call': there is no incoming call '${step.call}' before this step. Calls so far: ${names || 'none'}.`
    }
  }
}

/** Yields all steps with their paths, including those inside loops and choices. */
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
