import type { Random } from './random.ts'

/** True in the given percentage of draws. */
export function drawPercent(random: Random, percent: number): boolean {
  return random.int(1, 100) <= percent
}

/**
 * Draws one of the items, each with a probability in proportion to its weight.
 * @param items Weights are whole numbers, and at least one is above 0.
 */
export function drawWeighted<const Item>(
  random: Random,
  items: readonly (readonly [item: Item, weight: number])[],
): Item {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0)
  let remaining = random.int(1, total)
  for (const [item, weight] of items) {
    remaining -= weight
    if (remaining <= 0) return item
  }
  throw new RangeError('drawWeighted: there are no items to draw from. Pass at least one.')
}

export function drawText(random: Random, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(random.int(0, alphabet.length - 1))).join('')
}

/** A GUID as Graph writes them: version 4, lower case. */
export function drawGuid(random: Random): string {
  const block = () => random.int(0x1_0000, 0x1_ffff).toString(16).slice(1)
  const version = random.int(0x4000, 0x4fff).toString(16)
  const variant = random.int(0x8000, 0xbfff).toString(16)
  return `${block()}${block()}-${block()}-${version}-${variant}-${block()}${block()}${block()}`
}
