import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/**
 * Chance that can be repeated: the same seed gives the same draws in every engine, as only integers are calculated.
 * Its methods need no `this`.
 */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  /** True with the given probability, from 0 (never) to 1 (always). */
  chance(probability: number): boolean
  /** One of the items. @throws RangeError when there are none. */
  pick<Item>(items: readonly Item[]): Item
  bytes(count: number): Uint8Array
  /**
   * A generator of its own, which depends on the seed and the label and not on what was drawn before: what is drawn
   * from it is the same whenever that happens.
   */
  fork(label: string): Random
  /** Where this generator is, with its seed, as plain data. */
  position(): readonly number[]
  /** Goes on from a position of this or another generator, and takes over its seed. */
  moveTo(position: readonly number[]): void
}

export function createRandom(seed: number | string): Random {
  return randomAt(spread(String(seed)))
}

/** A generator that continues from a position of another. */
export function randomFrom(position: readonly number[]): Random {
  const random = createRandom(0)
  random.moveTo(position)
  return random
}

type Words = readonly number[]

function randomAt(origin: Words, state: Words = origin): Random {
  let seed = origin
  let generator = xoroshiro128plusFromState(state)
  let known: Words = [...seed, ...state]

  const int: Random['int'] = (min, max) => {
    if (!(Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max)) {
      throw new RangeError(`random.int: there is no whole number from ${min} to ${max}.`)
    }
    return uniformInt(generator, min, max)
  }
  return {
    int,
    // A product with a power of two is exact.
    chance: (probability) => generator.next() >>> 0 < probability * 2 ** 32,
    pick(items) {
      const item = items[items.length > 0 ? int(0, items.length - 1) : 0]
      if (item === undefined) throw new RangeError('random.pick: there is nothing to pick from.')
      return item
    },
    bytes(count) {
      const bytes = new Uint8Array(count)
      for (let index = 0, word = 0; index < count; index += 1, word >>>= 8) {
        if (index % 4 === 0) word = generator.next()
        bytes[index] = word
      }
      return bytes
    },
    fork: (label) => randomAt(spread(`${seed.join()} ${label}`)),
    position() {
      // While nothing is drawn it is the same array: snapshots that share it are smaller.
      const now = seed.concat(generator.getState())
      if (now.some((word, index) => word !== known[index])) known = now
      return known
    },
    moveTo(position) {
      if (position.length !== 8) throw new RangeError(`random.moveTo: [${position}] is not a position of 8 numbers.`)
      seed = position.slice(0, 4)
      generator = xoroshiro128plusFromState(position.slice(4))
    },
  }
}

/** Spreads a text over 128 bits: cyrb128 by bryc, public domain. */
function spread(text: string): Words {
  let [a, b, c, d] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762]
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    a = b ^ Math.imul(a ^ unit, 597_399_067)
    b = c ^ Math.imul(b ^ unit, 2_869_860_233)
    c = d ^ Math.imul(c ^ unit, 951_274_213)
    d = a ^ Math.imul(d ^ unit, 2_716_044_179)
  }
  a = Math.imul(c ^ (a >>> 18), 597_399_067)
  b = Math.imul(d ^ (b >>> 22), 2_869_860_233)
  c = Math.imul(a ^ (c >>> 17), 951_274_213)
  d = Math.imul(b ^ (d >>> 19), 2_716_044_179)
  const mixed = a ^ b ^ c ^ d
  return [mixed, b ^ mixed, c ^ mixed, d ^ mixed]
}
