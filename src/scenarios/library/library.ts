import type { Scenario } from '../language/scenario.ts'
import { groups } from './groups.ts'
import { incoming } from './incoming.ts'
import { outages } from './outages.ts'
import { outgoing } from './outgoing.ts'
import { recordings } from './recordings.ts'

/** What the others may do, ready to use: `createEmulator({ scenarios: [scenarios.busy] })`. */
export const scenarios = { ...outgoing, ...incoming, ...recordings, ...groups, ...outages } as const satisfies Record<
  string,
  Scenario
>

/** What is played when no scenario is for a call: nothing configured still behaves like a working backend. */
export const DEFAULT_SCENARIOS: readonly Scenario[] = [
  { ...outgoing.answered, match: { direction: 'outgoing', kind: 'peerToPeer' } },
  { ...outgoing.answered, match: { direction: 'outgoing', kind: 'group' } },
]
