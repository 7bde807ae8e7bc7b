import * as v from 'valibot'
import type { Stateful } from '../engine/stateful.ts'
import { checkRestored, parseable } from '../engine/validation.ts'
import { isJsonObject } from '../engine/values/json.ts'
import { defineScenario, type Scenario } from './language/scenario.ts'
import { DEFAULT_SCENARIOS } from './library/library.ts'

/** The scenarios that new calls are matched against. */
export interface ActiveScenarios extends Stateful<readonly Scenario[]> {
  /** Adds scenarios before the existing ones. */
  prepend(scenarios: readonly Scenario[]): void
  /** All scenarios in the order of matching, the default ones last. */
  all(): readonly Scenario[]
}

export function createActiveScenarios(initial: readonly Scenario[]): ActiveScenarios {
  let active = initial
  // Scenarios that need no check, because they were checked when the emulator received them.
  const checked = new WeakSet(initial)
  const checkOnce = (scenario: Scenario) => {
    if (!checked.has(scenario)) checked.add(defineScenario(scenario))
  }
  return {
    prepend(scenarios) {
      for (const scenario of scenarios) checked.add(scenario)
      active = [...scenarios, ...active]
    },
    all: () => [...active, ...DEFAULT_SCENARIOS],
    state: () => active,
    check(scenarios) {
      checkRestored('scenarios', v.array(v.pipe(v.custom<Scenario>(isJsonObject), parseable(checkOnce))), scenarios)
      return scenarios
    },
    moveTo(scenarios) {
      active = scenarios
    },
  }
}
