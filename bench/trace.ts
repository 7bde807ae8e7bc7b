import { GRAPH, NEW_CALL } from './graph.ts'
import { type Line, microseconds, times } from './line.ts'
import { compare } from './measure.ts'
import { createQuietEmulator, placeCall } from './worlds.ts'

export const trace: readonly Line[] = [
  {
    what: 'trace, on compared to off, via emulator.fetch',
    budget: '≤ 1.05 × the same request with trace.size 0',
    async measure() {
      const [kept, unkept] = await Promise.all([sides(), sides(0)])
      const got = await compare(kept.get, unkept.get, PACE)
      const created = await compare(kept.create, unkept.create, PACE)
      return {
        measured: `GET ${times(got.ratio)}, POST ${times(created.ratio)}`,
        met: Math.max(got.ratio, created.ratio) <= 1.05,
        notes: [
          `GET ${microseconds(got.one)} to ${microseconds(got.other)}, POST ${microseconds(created.one)} to ${microseconds(created.other)}`,
        ],
      }
    },
  },
]

/** The difference is a few per cent, which takes more and larger rounds than elsewhere. */
const PACE = { batch: 200, forMs: 8_000 }

/** A GET of one call, and a POST that creates one; before each batch of POSTs the world is restored. */
async function sides(size?: number) {
  const emulator = createQuietEmulator(size === undefined ? {} : { trace: { size } })
  const url = `${GRAPH}/calls/${await placeCall(emulator)}`
  const beginning = emulator.snapshot()
  return {
    get: { run: () => emulator.fetch(url) },
    create: { before: () => emulator.restore(beginning), run: () => emulator.fetch(`${GRAPH}/calls`, NEW_CALL) },
  }
}
