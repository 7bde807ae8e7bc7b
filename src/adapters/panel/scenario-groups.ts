import type { Scenario } from '../../index.ts'

/** A group of scenarios in the panel's list. */
export interface ScenarioGroup {
  readonly label: string
  readonly scenarios: readonly Scenario[]
}

/** A scenario belongs to the first group that accepts it. */
const GROUPS: readonly (readonly [label: string, accepts: (scenario: Scenario) => boolean])[] = [
  ['Starts by itself', ({ trigger }) => trigger === 'start'],
  ['Graph outages', ({ steps }) => steps.some((step) => step.do === 'fault')],
  ['Incoming calls', ({ match }) => match?.direction === 'incoming'],
  ['Meetings', ({ match }) => match?.kind === 'meeting'],
  ['Group calls', ({ match }) => match?.kind === 'group'],
  ['Transfers', (scenario) => waitsFor(scenario, 'transferring')],
  ['Recordings', (scenario) => waitsFor(scenario, 'recordResponse')],
  ['Outgoing calls', () => true],
]

/** Returns the non-empty groups in display order, the reverse of `GROUPS`, where special cases come first. */
export function groupScenarios(scenarios: readonly Scenario[]): readonly ScenarioGroup[] {
  const labelOf = (scenario: Scenario) => GROUPS.find(([, accepts]) => accepts(scenario))?.[0]
  const groups = GROUPS.toReversed().map(([label]) => ({
    label,
    scenarios: scenarios.filter((scenario) => labelOf(scenario) === label),
  }))
  return groups.filter((group) => group.scenarios.length > 0)
}

/** Whether a step of the scenario waits for a milestone of the call, such as `transferring`. */
export function waitsFor({ steps }: Scenario, milestone: string): boolean {
  return steps.some((step) => 'when' in step && step.when === milestone)
}
