import type { Scenario } from '../../index.ts'

/** Scenarios to choose from, by what the app does. */
export interface ScenarioGroup {
  readonly label: string
  readonly scenarios: readonly Scenario[]
}

/** Whether a scenario belongs under a label; the first that takes it has it. */
const LABELS: readonly (readonly [label: string, takes: (scenario: Scenario) => boolean])[] = [
  ['By themselves', ({ trigger }) => trigger === 'start'],
  ['Graph is in trouble', ({ steps }) => steps.some((step) => step.do === 'fault')],
  ['Somebody calls the app', ({ match }) => match?.direction === 'incoming'],
  ['The app joins a meeting', ({ match }) => match?.kind === 'meeting'],
  ['The app calls several', ({ match }) => match?.kind === 'group'],
  ['The app transfers a call', (scenario) => waitsFor(scenario, 'transferring')],
  ['The app records', (scenario) => waitsFor(scenario, 'recordResponse')],
  ['The app calls somebody', () => true],
]

/** The groups that have scenarios, the most usual first. */
export function groupsOf(scenarios: readonly Scenario[]): readonly ScenarioGroup[] {
  const labelOf = (scenario: Scenario) => LABELS.find(([, takes]) => takes(scenario))?.[0]
  const groups = LABELS.toReversed().map(([label]) => ({
    label,
    scenarios: scenarios.filter((scenario) => labelOf(scenario) === label),
  }))
  return groups.filter((group) => group.scenarios.length > 0)
}

/** Whether one of its steps waits for an occasion. */
export function waitsFor({ steps }: Scenario, occasion: string): boolean {
  return steps.some((step) => 'when' in step && step.when === occasion)
}
