import { createRandom, type Random } from '../engine/chance/random.ts'

/** A generator at a position of another. */
export function randomFrom(position: readonly number[]): Random {
  const random = createRandom(0)
  random.moveTo(position)
  return random
}

/** Whether something happens that happens so many times in a hundred. */
export function drawPercent(random: Random, percent: number): boolean {
  return random.int(1, 100) <= percent
}

/** One of the names, each as likely as its weight says against the others': whole numbers, not all of them 0. */
export function drawWeighted<Name extends string>(
  random: Random,
  weights: readonly (readonly [name: Name, weight: number])[],
): Name {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  let rest = random.int(1, total)
  for (const [name, weight] of weights) {
    rest -= weight
    if (rest <= 0) return name
  }
  throw new RangeError('drawWeighted: there is nothing to pick from.')
}
