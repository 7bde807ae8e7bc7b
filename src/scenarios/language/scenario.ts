import * as v from 'valibot'
import { RECORD_PLAN_SCHEMA } from '../../call-records/record-plan-schema.ts'
import type { RecordPlan } from '../../calls/record-plan.ts'
import { CALL_KINDS, type CallDirection, type CallKind, type Modality } from '../../calls/rows.ts'
import { stepSchemas } from '../../calls/step-schema.ts'
import { MILESTONES, type Who } from '../../calls/steps.ts'
import { check, duration, members } from '../../engine/validation.ts'
import { FAULT_RULE } from '../../graph/faults/fault-rule-schema.ts'
import { MOST_STEPS, problemsOf } from './scenario-problems.ts'
import type { ScenarioStep } from './steps.ts'

/** What the others do, step by step, in time. Plain JSON. */
export interface Scenario {
  /** In a file: `./node_modules/graph-communications-emulator/scenario.schema.json`, by which editors complete it. */
  readonly $schema?: string
  /** What it is called in messages and in the trace. */
  readonly name: string
  /** What it tells, in a sentence. */
  readonly description?: string
  /** `'call'` (default): it is played for a call that it matches. `'start'`: it begins by itself when it is put to use. */
  readonly trigger?: 'call' | 'start'
  /** The calls it is for; all calls when left out. */
  readonly match?: ScenarioMatch
  /** For how many calls it is played, before others get their turn. Default: for all. */
  readonly times?: number
  /** Names for people, so that steps can say who in the story's own words: `{ boss: 'Adele Vance' }`. */
  readonly actors?: Readonly<Record<string, Who>>
  /** What happens, one after another. */
  readonly steps: readonly ScenarioStep[]
  /** When the call's record can be read, with what, and in which versions. Default: at once or as configured, in one. */
  readonly record?: RecordPlan
}

export interface ScenarioMatch {
  /** Whether somebody calls the app, or the app calls. */
  readonly direction?: CallDirection
  /** A call with one other, one with several, or a meeting. */
  readonly kind?: CallKind
  /** Somebody who calls, is called, or organizes the meeting: by id, display name or phone number. */
  readonly who?: Who
  /** Whether a phone calls, or is called. */
  readonly pstn?: boolean
  /** What was asked for with the call, at least. */
  readonly modality?: Modality
  /** A meeting, by the id that one joins it with, or by the thread id of its chat. */
  readonly meeting?: string
  /** Only the nth of the calls that all else fits; the first is 1. */
  readonly nth?: number
}

const text = v.pipe(v.string(), v.minLength(1))
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_STEPS))
const timing = {
  after: v.exactOptional(duration),
  at: v.exactOptional(duration),
  when: v.exactOptional(v.picklist(MILESTONES)),
  call: v.exactOptional(text),
}

export const STEPS_SCHEMA: v.GenericSchema<readonly ScenarioStep[]> = v.array(
  v.variant('do', [
    ...stepSchemas(timing),
    members({
      do: v.literal('incoming'),
      as: v.exactOptional(text),
      from: v.exactOptional(text),
      others: v.exactOptional(v.array(text)),
      subject: v.exactOptional(v.string()),
      ...timing,
    }),
    members({ do: v.literal('fault'), rule: FAULT_RULE, ...timing }),
    members({ do: v.literal('endFault'), name: text, ...timing }),
    members({ do: v.literal('expireSubscriptions'), in: v.exactOptional(duration), ...timing }),
    members({ do: v.literal('mark'), name: text, ...timing }),
    members({ do: v.literal('repeat'), times: count, steps: v.lazy(() => STEPS_SCHEMA) }),
    members({
      do: v.literal('choose'),
      from: v.pipe(
        v.array(
          members({
            weight: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
            steps: v.lazy(() => STEPS_SCHEMA),
          }),
        ),
        v.minLength(1),
      ),
    }),
  ]),
)

export const SCENARIO_SCHEMA = members({
  $schema: v.exactOptional(v.string()),
  name: text,
  description: v.exactOptional(v.string()),
  trigger: v.exactOptional(v.picklist(['call', 'start'])),
  match: v.exactOptional(
    members({
      direction: v.exactOptional(v.picklist(['incoming', 'outgoing'])),
      kind: v.exactOptional(v.picklist(CALL_KINDS)),
      who: v.exactOptional(text),
      pstn: v.exactOptional(v.boolean()),
      modality: v.exactOptional(v.picklist(['audio', 'video', 'videoBasedScreenSharing', 'data'])),
      meeting: v.exactOptional(text),
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
  const what = scenarioLabel(scenario)
  if (Array.isArray(scenario)) throw new TypeError('scenario: this is a list of them. Spread it: ...sequence(a, b).')
  requireJson(scenario, what)
  check(SCENARIO_SCHEMA, scenario, what)
  const problems = [...problemsOf(scenario)]
  if (problems.length > 0) throw new TypeError(`${what}: ${problems.join('; ')}`)
  return scenario
}

/**
 * Reads a scenario from JSON: from its text, or from what a module has imported of it, whose types TypeScript widens.
 * @throws TypeError when it is not JSON, or not a scenario.
 * @example
 * import callBack from './call-back.json' with { type: 'json' }
 * const scenario = parseScenario(callBack)
 */
export function parseScenario(json: string | object): Scenario {
  let scenario: Scenario
  try {
    scenario = JSON.parse(typeof json === 'string' ? json : JSON.stringify(json))
  } catch (error) {
    throw new TypeError(`scenario: the text is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  return defineScenario(scenario)
}

/**
 * Scenarios for consecutive calls: the first call gets the first, the next the second; then others get their turn.
 * @throws TypeError that names a scenario which is none, or begins by itself.
 */
export function sequence(...scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.map((scenario, index) => {
    const { name, trigger } = defineScenario(scenario)
    if (trigger === 'start')
      throw new TypeError(`sequence: scenario '${name}' begins by itself; a sequence is of scenarios for a call each.`)
    return { ...scenario, name: `${name} (${index + 1} of ${scenarios.length})`, times: 1 }
  })
}

function scenarioLabel(scenario: unknown): string {
  const name = typeof scenario === 'object' && scenario !== null && 'name' in scenario ? ` '${scenario.name}'` : ''
  return `scenario${name}`
}

/** What contains itself would have no end. */
function requireJson(scenario: unknown, what: string): void {
  try {
    JSON.stringify(scenario)
  } catch (error) {
    const [why] = String(error).split('\n')
    throw new TypeError(
      `${what}: it is not plain JSON, as when it contains itself; use { do: 'repeat', times }. ${why}`,
    )
  }
}
