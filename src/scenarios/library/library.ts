import type { Scenario } from '../language/scenario.ts'
import { groups } from './groups.ts'
import { incoming } from './incoming.ts'
import { outages } from './outages.ts'
import { outgoing } from './outgoing.ts'
import { recordings } from './recordings.ts'

/** Ready-made scenarios: `createEmulator({ scenarios: [scenarios.busy] })`. */
export const scenarios = { ...outgoing, ...incoming, ...recordings, ...groups, ...outages } as const satisfies Record<
  string,
  Scenario
>

/** Play for calls that no other scenario matches, so that an emulator without scenarios behaves like a working backend. */
export const DEFAULT_SCENARIOS: readonly Scenario[] = [
  { ...outgoing.answered, match: { direction: 'outgoing', kind: 'peerToPeer' } },
  { ...outgoing.answered, match: { direction: 'outgoing', kind: 'group' } },
]
