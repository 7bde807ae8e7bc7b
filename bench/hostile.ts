import { createEmulator } from '../src/index.ts'
import { HOSTILE_FILTERS, toHostilePath } from '../test/support/hostile-filters.ts'
import { GRAPH } from './graph.ts'
import type { Line } from './line.ts'
import { elapsed } from './measure.ts'

/** The tests count the steps in the emulator's code. What regular expressions and the like take is measured here. */
export const hostile: readonly Line[] = [
  {
    what: 'rejecting a hostile $filter of 64 KB',
    budget: '≤ 50 ms for every kind',
    async measure() {
      const emulator = createEmulator({ seed: 7, clock: 'manual' })
      emulator.populate({ days: 20, callsPerDay: 1_000 })
      const results: { name: string; best: number }[] = []
      for (const filter of HOSTILE_FILTERS) {
        const url = GRAPH + toHostilePath(filter, 64 * 1024)
        const tries: number[] = []
        while (tries.length < 20) tries.push(await elapsed(() => emulator.fetch(url)))
        results.push({ name: filter[0], best: Math.min(...tries) })
      }
      const worst = results.reduce((known, other) => (other.best > known.best ? other : known))
      return {
        measured: `${worst.best.toFixed(1)} ms (${worst.name})`,
        met: worst.best <= 50,
        notes: results.map(({ name, best }) => `${name} ${best.toFixed(1)} ms`),
      }
    },
  },
]
