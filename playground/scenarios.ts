import { defineScenario, scenarios as library, type Scenario } from '../src/index.ts'

/** Long enough to see a call and to record something, short enough to wait for its record. */
const shortTalk = defineScenario({
  name: 'shortTalk',
  description: 'The callee answers after two seconds, says something, and hangs up a quarter of a minute later.',
  match: { direction: 'outgoing' },
  steps: [
    { after: '2s', do: 'answer' },
    { after: '4s', do: 'speak', for: '4s' },
    { after: '11s', do: 'hangUp' },
  ],
})

/** What the other side may do with the next call; the first is chosen at first. */
export const offered: readonly Scenario[] = [
  shortTalk,
  ...Object.values<Scenario>(library).filter(({ match }) => match?.direction === 'outgoing' && match.kind !== 'group'),
]
