import { parseDuration } from '../../engine/time/duration.ts'
import { expireSubscriptions } from '../../subscriptions/expiration.ts'
import type { ScenarioContext } from '../context.ts'
import type { ControlStep } from '../language/steps.ts'

/** Applies a step that concerns no call. @param by the scenario's name. */
export function applyControlStep(context: ScenarioContext, step: ControlStep, by: string): void {
  const { tx, services } = context
  if (step.do !== 'mark') context.note({ type: 'control', step, by })
  switch (step.do) {
    case 'fault':
      return tx.afterCommit(() => services.faults.add(step.rule))
    case 'endFault':
      return tx.afterCommit(() => services.faults.remove(step.name))
    case 'expireSubscriptions':
      return expireSubscriptions(context, parseDuration(step.in ?? 0, 'in'))
    case 'mark':
      return context.note({ type: 'mark', name: step.name, by })
  }
}
