import * as v from 'valibot'
import { CALL_KINDS, type CallDirection, type CallKind, type CallRow } from '../store/call-row.ts'
import { OCCASIONS, type ScenarioStep } from '../store/step.ts'
import { check, duration } from './check.ts'
import { stepSchema } from './step.ts'

/** What the other side does in a call, step by step, in time. Plain JSON. */
export interface Scenario {
  readonly name: string
  readonly description?: string
  /** The calls it is for; all calls when left out. */
  readonly match?: { readonly direction?: CallDirection; readonly kind?: CallKind }
  readonly steps: readonly ScenarioStep[]
}

const SCENARIO = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  description: v.exactOptional(v.string()),
  match: v.exactOptional(
    v.strictObject({
      direction: v.exactOptional(v.picklist(['incoming', 'outgoing'])),
      kind: v.exactOptional(v.picklist(CALL_KINDS)),
    }),
  ),
  steps: v.array(stepSchema({ after: v.exactOptional(duration), when: v.exactOptional(v.picklist(OCCASIONS)) })),
})

/**
 * Checks a scenario, so that a mistake shows where it was made.
 * @throws TypeError that names the scenario, the path, the value and what is allowed.
 * @example
 * defineScenario({ name: 'busy', match: { direction: 'outgoing' }, steps: [{ after: '1.5s', do: 'decline', with: results.busy }] })
 */
export function defineScenario(scenario: Scenario): Scenario {
  const name = typeof scenario === 'object' && scenario !== null ? ` '${scenario.name}'` : ''
  return check(SCENARIO, scenario, `scenario${name}`)
}

export function matches({ match }: Scenario, { direction, kind }: Pick<CallRow, 'direction' | 'kind'>): boolean {
  return (match?.direction ?? direction) === direction && (match?.kind ?? kind) === kind
}
