import { waitsFor } from '../src/adapters/panel/scenario-groups.ts'
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

/** What may happen in the next call; the first is what happens at first. */
export const offered: readonly Scenario[] = [shortTalk, ...Object.values<Scenario>(library).filter(isForThisApp)]

/** It calls no phones, plays no prompts, and consults nobody; and what begins by itself cannot be chosen for a call. */
function isForThisApp(scenario: Scenario): boolean {
  const { trigger, match, name } = scenario
  return trigger !== 'start' && !match?.pstn && !waitsFor(scenario, 'playPrompt') && name !== 'consultativeTransfer'
}
