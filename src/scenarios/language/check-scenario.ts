import * as v from 'valibot'
import type { CallTypes } from '../../calls/context.ts'
import { explainUnknownPerson, findPerson, isMisspelt } from '../../directory/directory.ts'
import { formatIssues } from '../../engine/validation.ts'
import type { FaultRule } from '../../graph/faults/fault-rule.ts'
import { actorOf } from './actors.ts'
import { defineScenario, type Scenario } from './scenario.ts'
import { singleSteps } from './scenario-problems.ts'

/** What a scenario is checked against. */
export interface ScenarioWorld extends Pick<CallTypes['services'], 'callbackUri' | 'directory'> {
  /** The schema of a fault rule that some request can match. */
  readonly faultRule: v.GenericSchema<FaultRule>
}

/**
 * Checks a scenario against the emulator that is to play it: callers must be known, display names spelt as in the
 * directory, a `callbackUri` configured, and its fault rules about requests that the emulator serves.
 * @throws TypeError that names the scenario, the path, the value and what is allowed.
 */
export function checkScenario(given: Scenario, world: ScenarioWorld): Scenario {
  const problems = [...problemsIn(defineScenario(given), world)]
  if (problems.length > 0) throw new TypeError(`scenario '${given.name}': ${problems.join('; ')}`)
  return given
}

function* problemsIn(
  { steps, match, actors = {} }: Scenario,
  { callbackUri, directory, faultRule }: ScenarioWorld,
): Generator<string, void> {
  const named = [
    ['match.who', match?.who] as const,
    ...Object.entries(actors).map(([name, who]) => [`actors.${name}`, who] as const),
  ]
  for (const [path, who] of named)
    if (who !== undefined && isMisspelt(directory, who)) yield `'${path}': ${explainUnknownPerson(directory, who)}`
  for (const [path, step] of singleSteps(steps)) {
    if ('who' in step && step.who !== undefined && !Object.hasOwn(actors, step.who) && isMisspelt(directory, step.who))
      yield `'${path}.who': ${explainUnknownPerson(directory, step.who)}`
    if (step.do === 'fault') {
      const { issues } = v.safeParse(v.object({ rule: faultRule }), step)
      if (issues) yield formatIssues(issues, `${path}.`)
    }
    if (step.do !== 'incoming') continue
    if (callbackUri === undefined)
      yield `'${path}': an incoming call needs a URL for its notifications. Pass the option 'callbackUri' to createEmulator.`
    const { from = [], others = [] } = step
    for (const who of [from, others].flat().map((one) => actorOf(actors, one)))
      if (!findPerson(directory, who)) yield `'${path}': ${explainUnknownPerson(directory, who)}`
  }
}
