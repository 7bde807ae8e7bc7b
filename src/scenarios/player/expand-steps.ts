import type { Who } from '../../calls/steps.ts'
import { drawWeighted } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import { actorOf } from '../language/actors.ts'
import type { Scenario } from '../language/scenario.ts'
import type { ScenarioStep, TimedStep } from '../language/steps.ts'

/** Expands loops, draws choices and resolves actors. Returns the same array if there is nothing to expand. */
export function expandSteps(
  random: Random,
  steps: readonly ScenarioStep[],
  actors: Scenario['actors'],
): readonly TimedStep[] {
  if (!actors && steps.every(isPlain)) return steps
  return steps.flatMap((step): readonly TimedStep[] => {
    if (step.do === 'repeat')
      return Array.from({ length: step.times }, () => expandSteps(random, step.steps, actors)).flat()
    if (step.do === 'choose') {
      const choice = drawWeighted(
        random,
        step.from.map((option) => [option, option.weight ?? 1]),
      )
      return expandSteps(random, choice.steps, actors)
    }
    return [actors ? withActors(step, actors) : step]
  })
}

function withActors(step: TimedStep, actors: Readonly<Record<string, Who>>): TimedStep {
  const named = (who: Who) => actorOf(actors, who)
  if (step.do === 'incoming') {
    return {
      ...step,
      ...(step.from !== undefined && { from: named(step.from) }),
      ...(step.others && { others: step.others.map(named) }),
    }
  }
  return 'who' in step && step.who !== undefined ? { ...step, who: named(step.who) } : step
}

function isPlain(step: ScenarioStep): step is TimedStep {
  return step.do !== 'repeat' && step.do !== 'choose'
}
