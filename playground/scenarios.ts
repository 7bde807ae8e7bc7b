import { waitsFor } from '../src/adapters/panel/scenario-groups.ts'
import { defineScenario, scenarios as library, type Scenario } from '../src/index.ts'

/** Long enough to record something, short enough to wait for the call record. */
export const shortTalk = defineScenario({
  name: 'shortTalk',
  description:
    'The callee answers after two seconds, speaks for four seconds, and hangs up 15 seconds after answering.',
  match: { direction: 'outgoing', kind: 'peerToPeer' },
  steps: [
    { after: '2s', do: 'answer' },
    { after: '4s', do: 'speak', for: '4s' },
    { after: '11s', do: 'hangUp' },
  ],
})

/** The scenarios to choose from; the first is used initially. */
export const playgroundScenarios: readonly Scenario[] = [
  shortTalk,
  ...Object.values<Scenario>(library).filter(isForThisApp),
]

/**
 * Leaves out scenarios for features that the app does not have (phones, prompts, consultative transfer), and those that
 * start by themselves: they cannot be chosen for the next call.
 */
function isForThisApp(scenario: Scenario): boolean {
  const { trigger, match, name } = scenario
  return trigger !== 'start' && !match?.pstn && !waitsFor(scenario, 'playPrompt') && name !== 'consultativeTransfer'
}
