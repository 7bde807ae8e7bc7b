import type { CallTypes } from '../../calls/context.ts'
import { explainUnknownPerson, findPerson } from '../../directory/directory.ts'
import { actorOf } from './actors.ts'
import { defineScenario, type Scenario } from './scenario.ts'
import { singleSteps } from './scenario-problems.ts'

/**
 * Checks a scenario against the emulator that is to play it: callers must be known and a `callbackUri` configured.
 * @throws TypeError that names the scenario, the path, the value and what is allowed.
 */
export function checkScenario(
  given: Scenario,
  { callbackUri, directory }: Pick<CallTypes['services'], 'callbackUri' | 'directory'>,
): Scenario {
  const { name, steps, actors = {} } = defineScenario(given)
  for (const [path, step] of singleSteps(steps)) {
    if (step.do !== 'incoming') continue
    if (callbackUri === undefined)
      throw new TypeError(
        `scenario '${name}': '${path}': an incoming call needs a URL for its notifications. Pass the option 'callbackUri' to createEmulator.`,
      )
    const { from = [], others = [] } = step
    const people = [from, others].flat().map((who) => actorOf(actors, who))
    const unknown = people.find((who) => !findPerson(directory, who))
    if (unknown !== undefined)
      throw new TypeError(`scenario '${name}': '${path}': ${explainUnknownPerson(directory, unknown)}`)
  }
  return given
}
