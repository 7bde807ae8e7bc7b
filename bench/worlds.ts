import type { CallRecordRow } from '../src/call-records/rows.ts'
import { createIds } from '../src/engine/chance/ids.ts'
import { createRandom } from '../src/engine/chance/random.ts'
import { createEmulator, type Emulator, type EmulatorOptions, type PopulateOptions } from '../src/index.ts'
import type { PlainWorld } from '../src/modules.ts'
import type { Snapshot } from '../src/snapshot.ts'
import { ANSWER, CALLBACK, DELETE, GRAPH, NEW_CALL, succeed } from './graph.ts'

/** An emulator with established calls and as many records of ended calls. */
export interface FullWorld {
  readonly emulator: Emulator
  /** The initial snapshot. */
  readonly beginning: Snapshot
  readonly plain: PlainWorld
  /** A hundred ids from the whole world, whatever its size, so that caches have the same effect in each. */
  readonly calls: readonly string[]
  readonly callRecords: readonly string[]
  /** When the first record starts; each starts {@link RECORD_EVERY_MS} after the one before. */
  readonly firstStart: number
}

/** 100,000 records cover 25 of the 30 days in which a record can be read. */
export const RECORD_EVERY_MS = 21_600
const RECORDS_REACH_BACK_MS = 28 * 24 * 60 * 60_000

/** About 100,000 records within the 30 days in which a record can be read. */
export const FULL_PAST: PopulateOptions = { days: 30, callsPerDay: 4_800, people: 100 }

const OPTIONS: EmulatorOptions = { seed: 7, clock: 'manual' }

export function createQuietEmulator(more: EmulatorOptions = {}): Emulator {
  return createEmulator({ ...OPTIONS, ...more })
}

/**
 * Creates one call and one record through the API and copies them in a snapshot. Creating 100,000 would take minutes.
 */
export async function createFullWorld(count: number): Promise<FullWorld> {
  const emulator = createQuietEmulator()
  await leaveRecord(emulator)
  await placeCall(emulator)
  const snapshot: Omit<Snapshot, 'world'> & { world: PlainWorld } = JSON.parse(JSON.stringify(emulator.snapshot()))
  const firstStart = emulator.clock.now() - RECORDS_REACH_BACK_MS
  const plain = multiply(snapshot.world, count, firstStart)
  emulator.restore({ ...snapshot, world: plain })
  const beginning = emulator.snapshot()
  return { emulator, beginning, plain, firstStart, calls: sample(plain.calls), callRecords: sample(plain.callRecords) }
}

/** @returns the id of an established call. */
export async function placeCall(emulator: Emulator): Promise<string> {
  const { id } = await (await succeed(emulator.fetch(`${GRAPH}/calls`, NEW_CALL))).json()
  await emulator.clock.advance('2s')
  return id
}

/** A phone calls, is answered and hung up on. Its record is in the phone logs, too. */
async function leaveRecord(emulator: Emulator): Promise<void> {
  const { id } = emulator.incomingCall({ from: { phone: '+12065550100' }, callbackUri: CALLBACK })
  await succeed(emulator.fetch(`${GRAPH}/calls/${id}/answer`, ANSWER))
  await emulator.clock.advance('1min')
  await succeed(emulator.fetch(`${GRAPH}/calls/${id}`, DELETE))
  await emulator.clock.runToIdle()
}

function multiply(one: PlainWorld, count: number, firstStart: number): PlainWorld {
  const { guid } = createIds(createRandom('ids that the emulator will not draw'))
  const call = one.calls.at(-1)
  const record = one.callRecords[0]
  if (call?.state !== 'established' || !record) throw new Error('no call is established, or no record was written')
  // Drop timers whose event has run.
  const timers = Object.entries(call.timers).flatMap(([name, timer]) => {
    const event = one.pending.find(({ sequence }) => sequence === timer)
    return event ? [{ name, event }] : []
  })

  let { sequence } = one
  const next = () => {
    sequence += 1
    return sequence
  }
  const calls = Array.from({ length: count }, () => ({
    ...copyOf(call),
    id: guid(),
    callChainId: guid(),
    sequence: next(),
    timers: Object.fromEntries(timers.map(({ name }) => [name, next()])),
  }))
  const pending = calls.flatMap((copy) =>
    timers.map(({ name, event }) => ({ ...copyOf(event), sequence: copy.timers[name] ?? 0, entityId: copy.id })),
  )
  const callRecords = Array.from({ length: count }, (_, index) =>
    moveTo(firstStart + index * RECORD_EVERY_MS, record, guid()),
  )
  return { calls, callRecords, pending, subscriptions: [], scenarioCounts: [], scenarioRuns: [], sequence }
}

/** Copies a record to another time. */
function moveTo(startAt: number, { origin, ...record }: CallRecordRow, id: string): CallRecordRow {
  if (origin.from !== 'call') throw new Error('the record does not follow from a call')
  const later = startAt - record.startAt
  const { history, endedAt, ...call } = copyOf(origin.call)
  const moved = history.map((entry) => ({ ...entry, at: entry.at + later }))
  return {
    ...record,
    id,
    startAt,
    endAt: record.endAt + later,
    lastModifiedAt: record.lastModifiedAt + later,
    origin: { from: 'call', call: { ...call, history: moved, endedAt: endedAt + later } },
  }
}

/** Twice as fast as `structuredClone` for plain data. */
function copyOf<Row>(row: Row): Row {
  return JSON.parse(JSON.stringify(row))
}

function sample(rows: readonly { readonly id: string }[]): string[] {
  return Array.from({ length: 100 }, (_, index) => rows[Math.floor((index * rows.length) / 100)]?.id ?? '')
}
