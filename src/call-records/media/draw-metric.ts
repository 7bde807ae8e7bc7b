import type { Random } from '../../engine/chance/random.ts'
import type { SeverityRange } from './network-profiles.ts'

// Only integers are drawn, and fractions are integers divided by a power of ten, so that all JavaScript engines agree.

export const PER_MILLE = 1_000
export const PER_MILLION = 1_000_000

/** Draws how severely a network affects a leg, in thousandths. Most legs are mild, a few severe. */
export function drawSeverity(random: Random): number {
  return Math.floor((random.int(0, 1_000) * random.int(0, 1_000)) / 1_000)
}

/** Draws a metric of a leg. All metrics of the same leg correlate with its severity. */
export function drawMetric(random: Random, [mildest, severest]: SeverityRange, severity: number): number {
  const position = Math.floor((severity * (1_000 - VARIATION)) / 1_000) + random.int(0, VARIATION)
  return mildest + Math.round(((severest - mildest) * position) / 1_000)
}

/** How far metrics of the same severity may differ, in thousandths of the range. */
const VARIATION = 300

/** Draws a maximum for an average: 1.1 to 2.5 times the average, but at most the limit. */
export function drawMaximum(random: Random, average: number, limit: number): number {
  return Math.min(limit, average + Math.ceil((average * random.int(10, 150)) / 100))
}

/** Draws the share of a call during which a rare problem occurred, which is 0 for nine calls in ten. */
export function drawRareShare(random: Random): number {
  return random.int(0, 9) === 0 ? random.int(1, 60) / PER_MILLE : 0
}
