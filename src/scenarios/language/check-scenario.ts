import type { CallTypes } from '../../calls/context.ts'
import { explainUnknownPerson, findPerson } from '../../directory/directory.ts'
import { actorOf } from './actors.ts'
import { defineScenario, type Scenario } from './scenario.ts'
import { singleSteps } from './scenario-problems.ts'

/**
 * Checks a scenario as it is put to use: who calls the app is somebody, and the app can be told.
 * @throws TypeError that names the scenario, the path, the value and what is right.
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
        `scenario '${name}': it calls the app, which cannot be told. Give createEmulator the option 'callbackUri'.`,
      )
    const { from = [], others = [] } = step
    const people = [from, others].flat().map((who) => actorOf(actors, who))
    const stranger = people.find((who) => !findPerson(directory, who))
    if (stranger !== undefined)
      throw new TypeError(`scenario '${name}': '${path}': ${explainUnknownPerson(directory, stranger)}`)
  }
  return given
}
