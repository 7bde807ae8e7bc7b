import * as v from 'valibot'
import type { CallDirection, CallRow } from '../store/call-row.ts'
import type { ScenarioStep } from '../store/step.ts'
import { check, duration } from './check.ts'
import { stepSchema } from './step.ts'

/** What the other side does in a call, step by step, in time. Plain JSON. */
export interface Scenario {
  readonly name: string
  readonly description?: string
  /** The calls it is for; all calls when left out. */
  readonly match?: { readonly direction?: CallDirection }
  readonly steps: readonly ScenarioStep[]
}

const SCENARIO = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1)),
  description: v.exactOptional(v.string()),
  match: v.exactOptional(v.strictObject({ direction: v.exactOptional(v.picklist(['incoming', 'outgoing'])) })),
  steps: v.array(stepSchema({ after: v.exactOptional(duration) })),
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

export function matches({ match }: Scenario, { direction }: Pick<CallRow, 'direction'>): boolean {
  return match?.direction === undefined || match.direction === direction
}
