import type { AssignedTrunk, DirectoryUser } from '../directory/directory.ts'

/** How frequent each kind of call is, relative to the others. */
export interface CallMix {
  readonly peerToPeer: number
  readonly groupCall: number
  readonly meeting: number
  /** A user and a phone. Graph calls this a peer-to-peer call, too. */
  readonly phone: number
}

/** A user of the tenant or a person from outside, with the office they work in. */
export interface PopulationPerson extends DirectoryUser {
  readonly office: string
}

/** A phone outside the tenant. Without a trunk, its number belongs to a calling plan. */
export interface PopulationPhone extends Partial<AssignedTrunk> {
  readonly number: string
}

/** Everything that generated calls depend on, as plain data: a snapshot keeps the plan instead of the calls. */
export interface PopulationPlan {
  /** How many plans there were before. */
  readonly number: number
  /** The position of the random generator that all calls are drawn from. */
  readonly chance: readonly number[]
  /** No call starts before this time: epoch milliseconds. */
  readonly from: number
  /** All calls have ended by this time: epoch milliseconds. */
  readonly until: number
  readonly utcOffsetMinutes: number
  readonly callsPerDay: number
  /** Absent: 0. */
  readonly textMessagesPerDay?: number
  readonly mix: CallMix
  readonly tenantId: string
  readonly people: readonly PopulationPerson[]
  readonly phones: readonly PopulationPhone[]
  /** The time from the end of a call until its record was written. */
  readonly latencyMs: number
}
