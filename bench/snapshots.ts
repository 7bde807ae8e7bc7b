import { bytes, type Line, microseconds, times } from './line.ts'
import { compare, heapUsed, type Side } from './measure.ts'
import { createFullWorld, type FullWorld } from './worlds.ts'

const MANY = 100_000
const KEPT = 2_000

export const snapshots: readonly Line[] = [
  {
    what: 'snapshot, restore: from 100 to 100,000 calls',
    budget: 'independent of the number of calls (≤ 1.25 ×)',
    async measure() {
      const large = await createFullWorld(MANY)
      const small = await createFullWorld(100)
      const taken = await compare(take(large), take(small), { batch: 200 })
      const restored = await compare(alternate(large), alternate(small), { batch: 100 })
      return {
        measured: `snapshot ${times(taken.ratio)}, restore ${times(restored.ratio)}`,
        met: Math.max(taken.ratio, restored.ratio) <= 1.25,
        notes: [
          `at 100,000: snapshot ${microseconds(taken.one)}, restore over one change ${microseconds(restored.one)}`,
        ],
      }
    },
  },
  {
    what: 'memory of a snapshot that differs by one change',
    budget: '≤ 2 KB',
    async measure() {
      const { emulator, plain } = await createFullWorld(MANY)
      const kept: unknown[] = []
      // The first changes fill the trace, whose size is limited.
      for (const [index, { id }] of plain.calls.slice(0, 20_000 + KEPT).entries()) {
        emulator.perform(id, { do: 'network', profile: 'poorWifi' })
        if (index >= 20_000) kept.push(emulator.snapshot())
      }
      const withSnapshots = heapUsed()
      const count = kept.length
      kept.length = 0
      const each = (withSnapshots - heapUsed()) / count
      return {
        measured: bytes(each),
        met: each <= 2_048,
        notes: [`the mean of ${count} snapshots among 100,000 calls, each after a change to another call's network`],
      }
    },
  },
]

function take({ emulator }: FullWorld): Side {
  return { run: () => emulator.snapshot() }
}

/** Alternates between two snapshots that differ by one change. */
function alternate({ emulator, calls: [id = ''] }: FullWorld): Side {
  const before = emulator.snapshot()
  emulator.perform(id, { do: 'network', profile: 'poorWifi' })
  const after = emulator.snapshot()
  return { run: (index) => emulator.restore(index % 2 === 0 ? before : after) }
}
