import * as v from 'valibot'
import type { RecordPlan } from '../../calls/record-plan.ts'
import { RECORD_PLAN_SCHEMA } from '../../calls/record-plan-schema.ts'
import { CALL_KINDS, type CallDirection, type CallKind, type Modality } from '../../calls/rows.ts'
import { stepSchemas } from '../../calls/step-schema.ts'
import { MILESTONES, type Who } from '../../calls/steps.ts'
import { check, duration, members, text } from '../../engine/validation.ts'
import { FAULT_RULE } from '../../graph/faults/fault-rule-schema.ts'
import { MOST_STEPS, problemsOf } from './scenario-problems.ts'
import type { ScenarioStep, TimedStep } from './steps.ts'

/** What the other people in a call do, step by step. Plain JSON. */
export interface Scenario {
  /** In a file: `./node_modules/graph-communications-emulator/scenario.schema.json`, for completion in editors. */
  readonly $schema?: string
  /** Its name in messages and in the trace. */
  readonly name: string
  /** What happens in it, in one sentence. */
  readonly description?: string
  /** `'call'` (default): plays for each matching call. `'start'`: plays once, as soon as the emulator uses it. */
  readonly trigger?: 'call' | 'start'
  /** Which calls it plays for. Default: all. */
  readonly match?: ScenarioMatch
  /** For how many calls it plays before the next matching scenario takes over. Default: no limit. */
  readonly times?: number
  /** Names for people that steps can use: `{ boss: 'Adele Vance' }`. */
  readonly actors?: Readonly<Record<string, Who>>
  /** The steps, in order. */
  readonly steps: readonly ScenarioStep[]
  /** When the call record is published, and with which later versions. Default: as the emulator is configured. */
  readonly record?: RecordPlan
}

export interface ScenarioMatch {
  /** `'incoming'`: calls to the app. `'outgoing'`: calls from the app. */
  readonly direction?: CallDirection
  /** A call with one person, a call with several, or a meeting. */
  readonly kind?: CallKind
  /** The caller, a callee or the organizer of the meeting: an id, a display name or a phone number. */
  readonly who?: Who
  /** Whether the caller or a callee is a phone. */
  readonly pstn?: boolean
  /** A modality that the call has to request. */
  readonly modality?: Modality
  /** A meeting: its join id or the thread id of its chat. */
  readonly meeting?: string
  /** Only the nth call that matches everything else; the first is 1. */
  readonly nth?: number
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_STEPS))
const timing = {
  after: v.exactOptional(duration),
  at: v.exactOptional(duration),
  when: v.exactOptional(v.picklist(MILESTONES)),
  call: v.exactOptional(text),
}

const timedSteps = [
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
] as const

/** A step without loops and choices, as the rows of scenario runs have them. */
export const TIMED_STEP: v.GenericSchema<unknown, TimedStep> = v.variant('do', timedSteps)

export const STEPS_SCHEMA: v.GenericSchema<readonly ScenarioStep[]> = v.array(
  v.variant('do', [
    ...timedSteps,
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
 * Checks a scenario, so that a mistake is reported where it was made.
 * @throws TypeError that names the scenario, the path, the value and what is allowed.
 * @example
 * defineScenario({ name: 'busy', match: { direction: 'outgoing' }, steps: [{ after: '1.5s', do: 'decline', with: results.busy }] })
 */
export function defineScenario(scenario: Scenario): Scenario {
  const what = scenarioLabel(scenario)
  if (Array.isArray(scenario))
    throw new TypeError('scenario: expected one scenario, not a list. Spread the list: ...sequence(a, b).')
  requireJson(scenario, what)
  check(SCENARIO_SCHEMA, scenario, what)
  const problems = [...problemsOf(scenario)]
  if (problems.length > 0) throw new TypeError(`${what}: ${problems.join('; ')}`)
  return scenario
}

/**
 * Parses a scenario from JSON text, or checks an imported JSON module, whose types TypeScript widens.
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
 * Makes scenarios for consecutive calls: the first call gets the first, the second the second, and so on.
 * @throws TypeError that names a scenario that is invalid or has trigger `'start'`.
 */
export function sequence(...scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.map((scenario, index) => {
    const { name, trigger } = defineScenario(scenario)
    if (trigger === 'start')
      throw new TypeError(
        `sequence: scenario '${name}' has trigger: 'start'. A sequence takes only scenarios that play for a call.`,
      )
    return { ...scenario, name: `${name} (${index + 1} of ${scenarios.length})`, times: 1 }
  })
}

function scenarioLabel(scenario: unknown): string {
  const name = typeof scenario === 'object' && scenario !== null && 'name' in scenario ? ` '${scenario.name}'` : ''
  return `scenario${name}`
}

/** A scenario that contains itself would expand forever. */
function requireJson(scenario: unknown, what: string): void {
  try {
    JSON.stringify(scenario)
  } catch (error) {
    const [why] = String(error).split('\n')
    throw new TypeError(
      `${what}: it must be plain JSON and cannot contain itself. Use { do: 'repeat', times } for loops. ${why}`,
    )
  }
}
