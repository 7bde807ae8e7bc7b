import type { Random } from '../../engine/chance/random.ts'
import type { Spread } from './network-profiles.ts'

// Only integers are drawn. What is not an integer is one divided by a power of ten, so that every engine agrees on it.

export const PER_MILLE = 1_000
export const PER_MILLION = 1_000_000

/** How severe what a network does is in one leg, in thousandths: mild in most, severe in some. */
export function drawSeverity(random: Random): number {
  return Math.floor((random.int(0, 1_000) * random.int(0, 1_000)) / 1_000)
}

/** A measure of a leg: all of one leg go by its severity, more or less. */
export function drawMeasure(random: Random, [mildest, severest]: Spread, severity: number): number {
  const place = Math.floor((severity * (1_000 - LEEWAY)) / 1_000) + random.int(0, LEEWAY)
  return mildest + Math.round(((severest - mildest) * place) / 1_000)
}

/** By how many thousandths of a spread measures of the same severity may differ. */
const LEEWAY = 300

/** A maximum that goes with an average: between a tenth more and two and a half times as much, but not above the limit. */
export function drawMaximum(random: Random, average: number, limit: number): number {
  return Math.min(limit, average + Math.ceil((average * random.int(10, 150)) / 100))
}

/** The share of a call in which something rare happened: mostly none. */
export function drawRareShare(random: Random): number {
  return random.int(0, 9) === 0 ? random.int(1, 60) / PER_MILLE : 0
}
