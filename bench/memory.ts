import type { Emulator } from '../src/index.ts'
import { DELETE, GRAPH, NEW_CALL, succeed } from './graph.ts'
import { bytes, type Line } from './line.ts'
import { heapUsed } from './measure.ts'
import { createQuietEmulator } from './worlds.ts'

const COUNT = 10_000

export const memory: readonly Line[] = [
  {
    what: 'memory of a live call',
    budget: '≤ 2.2 KB',
    async measure() {
      const emulator = createQuietEmulator()
      await placeCalls(emulator, 1_000) // what is made only once has been made
      const before = await settledHeap(emulator)
      const ids = await placeCalls(emulator, COUNT)
      const each = ((await settledHeap(emulator)) - before) / COUNT
      for (const id of ids) await succeed(emulator.fetch(`${GRAPH}/calls/${id}`))
      const read = ((await settledHeap(emulator)) - before) / COUNT
      return {
        measured: bytes(each),
        met: each <= 2.2 * 1_024,
        notes: [
          `the mean of ${COUNT} that were created over HTTP and answered; when each was read since: ${bytes(read)}`,
        ],
      }
    },
  },
  {
    what: 'memory of a generated record that nobody has read',
    budget: '≤ 250 B',
    async measure() {
      const emulator = createQuietEmulator()
      const beginning = await settledHeap(emulator)
      for (const id of await placeCalls(emulator, COUNT)) await succeed(emulator.fetch(`${GRAPH}/calls/${id}`, DELETE))
      await emulator.clock.runToIdle()
      const withRecords = await settledHeap(emulator)
      const { callRecords } = emulator.store.getState()
      if (callRecords.size !== COUNT) throw new Error(`${callRecords.size} records were written, not ${COUNT}`)
      for (const id of [...callRecords.keys()]) await succeed(emulator.fetch(`${GRAPH}/callRecords/${id}`, DELETE))
      const without = await settledHeap(emulator)
      return {
        measured: `none is generated yet; a written one: ${bytes((withRecords - without) / COUNT)}`,
        notes: [
          `the mean of ${COUNT} records of ended calls: what deleting them frees`,
          `an ended call and its record, which share the history: ${bytes((withRecords - beginning) / COUNT)}`,
        ],
      }
    },
  },
]

async function placeCalls(emulator: Emulator, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const { id } = await (await succeed(emulator.fetch(`${GRAPH}/calls`, NEW_CALL))).json()
    ids.push(id)
  }
  await emulator.clock.advance('2s') // all are answered
  return ids
}

/** The heap when the trace is full of entries that are always the same: it forgets all but the newest 10,000. */
async function settledHeap(emulator: Emulator): Promise<number> {
  for (let index = 0; index < 10_000; index += 1) await emulator.fetch(`${GRAPH}/calls/none`)
  return heapUsed()
}
