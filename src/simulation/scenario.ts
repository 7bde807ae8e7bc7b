import * as v from 'valibot'
import { parseDuration } from '../runtime/duration.ts'
import { CALL_KINDS, type CallDirection, type CallKind, type Modality } from '../store/call-row.ts'
import type { RecordPlan } from '../store/record-plan.ts'
import { isStageStep, OCCASIONS, type ScenarioStep, type Who } from '../store/step.ts'
import { check, duration } from './check.ts'
import { FAULT_RULE } from './fault-rule.ts'
import { RECORD_PLAN_SCHEMA } from './record-plan.ts'
import { stepSchemas } from './step.ts'

/** What the others do, step by step, in time. Plain JSON. */
export interface Scenario {
  /** In a file: `./node_modules/graph-communications-emulator/scenario.schema.json`, by which editors complete it. */
  readonly $schema?: string
  readonly name: string
  readonly description?: string
  /** `'call'` (default): it is played for a call that it matches. `'start'`: it begins by itself when it is put to use. */
  readonly trigger?: 'call' | 'start'
  /** The calls it is for; all calls when left out. */
  readonly match?: ScenarioMatch
  /** For how many calls it is played, before others get their turn. Default: for all. */
  readonly times?: number
  /** Names for people, so that steps can say who in the story's own words: `{ boss: 'Adele Vance' }`. */
  readonly actors?: Readonly<Record<string, Who>>
  readonly steps: readonly ScenarioStep[]
  /** When the call's record can be read, with what, and in which versions. Default: at once or as configured, in one. */
  readonly record?: RecordPlan
}

export interface ScenarioMatch {
  readonly direction?: CallDirection
  readonly kind?: CallKind
  /** Somebody who calls, is called, or organizes the meeting: by id, display name or phone number. */
  readonly who?: Who
  /** Whether a phone calls, or is called. */
  readonly pstn?: boolean
  /** What was asked for with the call, at least. */
  readonly modality?: Modality
  /** Only the so-manieth call that all else fits; the first is 1. */
  readonly nth?: number
}

/** Every step can be unrolled at most to so many: a loop has an end. */
const MOST_STEPS = 10_000
const text = v.pipe(v.string(), v.minLength(1))
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_STEPS))
const timing = {
  after: v.exactOptional(duration),
  at: v.exactOptional(duration),
  when: v.exactOptional(v.picklist(OCCASIONS)),
  call: v.exactOptional(text),
}

export const STEPS_SCHEMA: v.GenericSchema<readonly ScenarioStep[]> = v.array(
  v.variant('do', [
    ...stepSchemas(timing),
    v.strictObject({
      do: v.literal('incoming'),
      as: v.exactOptional(text),
      from: v.exactOptional(text),
      others: v.exactOptional(v.array(text)),
      subject: v.exactOptional(v.string()),
      ...timing,
    }),
    v.strictObject({ do: v.literal('fault'), rule: FAULT_RULE, ...timing }),
    v.strictObject({ do: v.literal('endFault'), name: text, ...timing }),
    v.strictObject({ do: v.literal('mark'), name: text, ...timing }),
    v.strictObject({ do: v.literal('repeat'), times: count, steps: v.lazy(() => STEPS_SCHEMA) }),
    v.strictObject({
      do: v.literal('choose'),
      from: v.pipe(
        v.array(
          v.strictObject({
            weight: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
            steps: v.lazy(() => STEPS_SCHEMA),
          }),
        ),
        v.minLength(1),
      ),
    }),
  ]),
)

export const SCENARIO_SCHEMA = v.strictObject({
  $schema: v.exactOptional(v.string()),
  name: text,
  description: v.exactOptional(v.string()),
  trigger: v.exactOptional(v.picklist(['call', 'start'])),
  match: v.exactOptional(
    v.strictObject({
      direction: v.exactOptional(v.picklist(['incoming', 'outgoing'])),
      kind: v.exactOptional(v.picklist(CALL_KINDS)),
      who: v.exactOptional(text),
      pstn: v.exactOptional(v.boolean()),
      modality: v.exactOptional(v.picklist(['audio', 'video', 'videoBasedScreenSharing', 'data'])),
      nth: v.exactOptional(count),
    }),
  ),
  times: v.exactOptional(count),
  actors: v.exactOptional(v.record(text, text)),
  steps: STEPS_SCHEMA,
  record: v.exactOptional(RECORD_PLAN_SCHEMA),
})

/**
 * Checks a scenario, so that a mistake shows where it was made.
 * @throws TypeError that names the scenario, the path, the value and what is allowed.
 * @example
 * defineScenario({ name: 'busy', match: { direction: 'outgoing' }, steps: [{ after: '1.5s', do: 'decline', with: results.busy }] })
 */
export function defineScenario(scenario: Scenario): Scenario {
  const what = nameOf(scenario)
  check(SCENARIO_SCHEMA, scenario, what)
  const problem = problemOf(scenario)
  if (problem) throw new TypeError(`${what}: ${problem}`)
  return scenario
}

/**
 * Reads a scenario from JSON text.
 * @throws TypeError when it is not JSON, or not a scenario.
 */
export function parseScenario(json: string): Scenario {
  let scenario: Scenario
  try {
    scenario = JSON.parse(json)
  } catch (error) {
    throw new TypeError(`scenario: the text is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  return defineScenario(scenario)
}

/** Scenarios for consecutive calls: the first call gets the first, the next the second; then others get their turn. */
export function sequence(...scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.map((scenario, index) =>
    defineScenario({ ...scenario, name: `${scenario.name} (${index + 1} of ${scenarios.length})`, times: 1 }),
  )
}

function nameOf(scenario: unknown): string {
  const name = typeof scenario === 'object' && scenario !== null && 'name' in scenario ? ` '${scenario.name}'` : ''
  return `scenario${name}`
}

/** What is wrong with the steps as a whole. */
function problemOf({ trigger = 'call', match, times, steps: all }: Scenario): string | undefined {
  if (trigger === 'start' && (match || times))
    return "'match' and 'times' are for scenarios that are played for a call."
  if (countOf(all) > MOST_STEPS) return `'steps': they are repeated to more than ${MOST_STEPS} steps.`
  return orderProblem(all, 'steps') ?? callProblem(all, 'steps', trigger, new Set())
}

function countOf(all: readonly ScenarioStep[]): number {
  return all.reduce((sum, step) => {
    if (step.do === 'repeat') return sum + step.times * countOf(step.steps)
    if (step.do === 'choose') return sum + Math.max(...step.from.map((choice) => countOf(choice.steps)))
    return sum + 1
  }, 0)
}

/** A step cannot be at a time that is over when its turn comes. */
function orderProblem(all: readonly ScenarioStep[], path: string): string | undefined {
  let earliest = 0
  for (const [index, step] of all.entries()) {
    const here = `${path}[${index}]`
    if (step.do === 'repeat') {
      const problem =
        step.times > 1 && hasFixedTime(step.steps) ? `'${here}': a step that is repeated cannot have 'at'.` : undefined
      if (problem) return problem
      continue
    }
    if (step.do === 'choose') continue
    if (step.at !== undefined && step.after !== undefined) return `'${here}': give 'at' or 'after', not both.`
    if (step.at !== undefined) {
      const at = parseDuration(step.at, `${here}.at`)
      if (at < earliest) return `'${here}.at': ${JSON.stringify(step.at)} is before the step above it.`
      earliest = at
    } else {
      earliest += parseDuration(step.after ?? 0, `${here}.after`)
    }
  }
  return undefined
}

function hasFixedTime(all: readonly ScenarioStep[]): boolean {
  return all.some((step) => {
    if (step.do === 'repeat') return hasFixedTime(step.steps)
    if (step.do === 'choose') return step.from.some((choice) => hasFixedTime(choice.steps))
    return step.at !== undefined
  })
}

/** Calls come in only in a scenario that begins by itself, and steps are about calls that have come in. */
function callProblem(
  all: readonly ScenarioStep[],
  path: string,
  trigger: 'call' | 'start',
  known: Set<string>,
): string | undefined {
  for (const [index, step] of all.entries()) {
    const here = `${path}[${index}]`
    const problem = isBlock(step) ? undefined : callProblemOf(step, here, trigger, known)
    if (problem) return problem
    for (const [name, inner] of innerSteps(step)) {
      const inside = callProblem(inner, `${here}.${name}`, trigger, known)
      if (inside) return inside
    }
  }
  return undefined
}

type Block = Extract<ScenarioStep, { do: 'repeat' | 'choose' }>

function isBlock(step: ScenarioStep): step is Block {
  return step.do === 'repeat' || step.do === 'choose'
}

function callProblemOf(
  step: Exclude<ScenarioStep, Block>,
  here: string,
  trigger: 'call' | 'start',
  known: Set<string>,
): string | undefined {
  if (trigger === 'call') {
    if (step.do === 'incoming') return `'${here}': calls come in only in a scenario with trigger: 'start'.`
    return step.call === undefined ? undefined : `'${here}.call': a scenario for a call has no other.`
  }
  if (step.do === 'incoming') {
    known.add('')
    if (step.as !== undefined) known.add(step.as)
    return undefined
  }
  if (known.has(step.call ?? '') || isStageStep(step)) return undefined
  if (step.call === undefined) return `'${here}': no call has come in yet. Begin with { do: 'incoming' }.`
  const names = [...known].filter(Boolean).join(', ')
  return `'${here}.call': no call '${step.call}' has come in yet. There are: ${names || 'none'}.`
}

function innerSteps(step: ScenarioStep): (readonly [string, readonly ScenarioStep[]])[] {
  if (step.do === 'repeat') return [['steps', step.steps]]
  return step.do === 'choose' ? step.from.map((choice, index) => [`from[${index}].steps`, choice.steps] as const) : []
}
