import { defineScenario, scenarios as library, type Scenario } from '../src/index.ts'

/** Long enough to see a call and to record something, short enough to wait for its record. */
export const shortTalk = defineScenario({
  name: 'shortTalk',
  description: 'The callee answers after two seconds, says something, and hangs up a quarter of a minute later.',
  match: { direction: 'outgoing', kind: 'peerToPeer' },
  steps: [
    { after: '2s', do: 'answer' },
    { after: '4s', do: 'speak', for: '4s' },
    { after: '11s', do: 'hangUp' },
  ],
})

interface Group {
  readonly label: string
  readonly scenarios: readonly Scenario[]
}

/** Whether a scenario belongs under a label; the first that takes it has it. */
const LABELS: readonly (readonly [label: string, takes: (scenario: Scenario) => boolean])[] = [
  ['Graph is in trouble', ({ steps }) => steps.some((step) => step.do === 'fault')],
  ['Somebody calls the app', ({ match }) => match?.direction === 'incoming'],
  ['The app joins a meeting', ({ match }) => match?.kind === 'meeting'],
  ['The app calls several', ({ match }) => match?.kind === 'group'],
  ['The app transfers a call', (scenario) => waitsFor(scenario, 'transferring')],
  ['The app records', (scenario) => waitsFor(scenario, 'recordResponse')],
  ['The app calls somebody', () => true],
]

/** What may happen in the next call, by what the app does; the first is what happens at first. */
export const offered: readonly Group[] = groupsOf([shortTalk, ...Object.values<Scenario>(library).filter(isForThisApp)])

/** It calls no phones, plays no prompts, and consults nobody; and what begins by itself cannot be chosen for a call. */
function isForThisApp(scenario: Scenario): boolean {
  const { trigger, match, name } = scenario
  return trigger !== 'start' && !match?.pstn && !waitsFor(scenario, 'playPrompt') && name !== 'consultativeTransfer'
}

function waitsFor({ steps }: Scenario, occasion: string): boolean {
  return steps.some((step) => 'when' in step && step.when === occasion)
}

function groupsOf(scenarios: readonly Scenario[]): readonly Group[] {
  const labelOf = (scenario: Scenario) => LABELS.find(([, takes]) => takes(scenario))?.[0]
  return LABELS.toReversed().map(([label]) => ({
    label,
    scenarios: scenarios.filter((scenario) => labelOf(scenario) === label),
  }))
}
