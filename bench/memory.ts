import type { Emulator } from '../src/index.ts'
import { DELETE, GRAPH, NEW_CALL, succeed } from './graph.ts'
import { bytes, type Line } from './line.ts'
import { heapUsed } from './measure.ts'
import { createQuietEmulator, FULL_PAST } from './worlds.ts'

const COUNT = 10_000

export const memory: readonly Line[] = [
  {
    what: 'memory of a live call',
    budget: '≤ 2.2 KB',
    async measure() {
      const emulator = createQuietEmulator()
      await placeCalls(emulator, 1_000) // creates everything that is created once only
      const before = await settledHeap(emulator)
      const ids = await placeCalls(emulator, COUNT)
      const each = ((await settledHeap(emulator)) - before) / COUNT
      for (const id of ids) await succeed(emulator.fetch(`${GRAPH}/calls/${id}`))
      const read = ((await settledHeap(emulator)) - before) / COUNT
      return {
        measured: bytes(each),
        met: each <= 2.2 * 1_024,
        notes: [`the mean of ${COUNT} calls, created over HTTP and answered; after each was read: ${bytes(read)}`],
      }
    },
  },
  {
    what: 'memory of a generated record that was not read',
    budget: '≤ 250 B',
    async measure() {
      const { each, records } = await weighPast()
      const written = await weighWritten()
      return {
        measured: bytes(each),
        met: each <= 250,
        notes: [
          `the mean of ${records} from emulator.populate, with their index entries by start and by participant`,
          `a record of an ended call: ${bytes(written.each)}, which deleting it frees; with the call, which shares its history: ${bytes(written.withCall)}`,
        ],
      }
    },
  },
]

/** No record is read. The people and the plan are shared by all records and weigh little. */
async function weighPast() {
  const emulator = createQuietEmulator()
  createQuietEmulator().populate({ days: 1 }) // creates everything that is created once only
  const before = await settledHeap(emulator)
  const { records } = emulator.populate(FULL_PAST)
  return { each: ((await settledHeap(emulator)) - before) / records, records }
}

async function weighWritten() {
  const emulator = createQuietEmulator()
  const beginning = await settledHeap(emulator)
  for (const id of await placeCalls(emulator, COUNT)) await succeed(emulator.fetch(`${GRAPH}/calls/${id}`, DELETE))
  await emulator.clock.runToIdle()
  const withRecords = await settledHeap(emulator)
  const { callRecords } = emulator.store.getState()
  if (callRecords.size !== COUNT) throw new Error(`${callRecords.size} records were written, expected ${COUNT}`)
  for (const id of [...callRecords.keys()]) await succeed(emulator.fetch(`${GRAPH}/callRecords/${id}`, DELETE))
  const without = await settledHeap(emulator)
  return { each: (withRecords - without) / COUNT, withCall: (withRecords - beginning) / COUNT }
}

async function placeCalls(emulator: Emulator, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const { id } = await (await succeed(emulator.fetch(`${GRAPH}/calls`, NEW_CALL))).json()
    ids.push(id)
  }
  await emulator.clock.advance('2s') // answers all of them
  return ids
}

/** The heap size after filling the trace, which keeps 10,000 entries, with equal ones. */
async function settledHeap(emulator: Emulator): Promise<number> {
  for (let index = 0; index < 10_000; index += 1) await emulator.fetch(`${GRAPH}/calls/none`)
  return heapUsed()
}
