import { type Scenario, scenarios } from '../../index.ts'

/**
 * Finds a scenario of the library by its name. A scenario is returned as it is.
 *
 * @throws TypeError that lists the names in the library.
 */
export function resolveScenario(nameOrScenario: string | Scenario): Scenario {
  if (typeof nameOrScenario !== 'string') return nameOrScenario
  const library: Readonly<Record<string, Scenario>> = scenarios
  const found = Object.hasOwn(library, nameOrScenario) ? library[nameOrScenario] : undefined
  if (found) return found
  throw new TypeError(
    `There is no scenario '${nameOrScenario}' in the library. Use one of ${Object.keys(library).join(', ')}.`,
  )
}
