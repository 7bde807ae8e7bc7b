import type { Stateful } from '../engine/stateful.ts'
import { defineScenario, type Scenario } from './language/scenario.ts'
import { DEFAULT_SCENARIOS } from './library/library.ts'

/** The scenarios in use. */
export interface ActiveScenarios extends Stateful<readonly Scenario[]> {
  /** Puts scenarios before those in use. */
  prepend(scenarios: readonly Scenario[]): void
  /** All of them in the order in which they are matched, the default ones last. */
  all(): readonly Scenario[]
}

export function createActiveScenarios(initial: readonly Scenario[]): ActiveScenarios {
  let active = initial
  const known = new WeakSet(initial)
  return {
    prepend(scenarios) {
      for (const scenario of scenarios) known.add(scenario)
      active = [...scenarios, ...active]
    },
    all: () => [...active, ...DEFAULT_SCENARIOS],
    state: () => active,
    check(scenarios) {
      if (!Array.isArray(scenarios)) throw new TypeError("emulator.restore: 'scenarios' is not a list.")
      for (const scenario of scenarios) if (!known.has(scenario)) known.add(defineScenario(scenario))
    },
    moveTo(scenarios) {
      active = scenarios
    },
  }
}
