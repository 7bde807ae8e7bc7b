import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/**
 * A seeded random generator. The same seed gives the same numbers in every JavaScript engine, because it computes with
 * integers only. Its methods need no `this`.
 */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  /** Returns true with a probability from 0 (never) to 1 (always). */
  chance(probability: number): boolean
  /** Picks one of the items. @throws RangeError when the list is empty. */
  pick<Item>(items: readonly Item[]): Item
  bytes(count: number): Uint8Array
  /**
   * Creates an independent generator from the seed and a label. What this generator has drawn before does not affect
   * it, so its numbers are the same whenever it is created.
   */
  fork(label: string): Random
  /** The seed and the current state, as plain data. */
  position(): readonly number[]
  /** Continues from a position of this or another generator, whose seed it takes over. */
  moveTo(position: readonly number[]): void
}

export function createRandom(seed: number | string): Random {
  return randomAt(hash(String(seed)))
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
  let lastPosition: Words = [...seed, ...state]

  const int: Random['int'] = (min, max) => {
    if (!(Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max)) {
      throw new RangeError(
        `random.int: there is no whole number from ${min} to ${max}. Use safe integers, min not above max.`,
      )
    }
    return uniformInt(generator, min, max)
  }
  return {
    int,
    // Multiplying by a power of two is exact, so every engine compares the same numbers.
    chance: (probability) => generator.next() >>> 0 < probability * 2 ** 32,
    pick(items) {
      const item = items[items.length > 0 ? int(0, items.length - 1) : 0]
      if (item === undefined) throw new RangeError('random.pick: the list is empty. Pass at least one item.')
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
    fork: (label) => randomAt(hash(`${seed.join()} ${label}`)),
    position() {
      // The same array until something is drawn: snapshots that share it take less memory.
      const now = seed.concat(generator.getState())
      if (now.some((word, index) => word !== lastPosition[index])) lastPosition = now
      return lastPosition
    },
    moveTo(position) {
      if (position.length !== 8)
        throw new RangeError(
          `random.moveTo: [${position}] is not a position. Pass the 8 numbers that position() returned.`,
        )
      seed = position.slice(0, 4)
      generator = xoroshiro128plusFromState(position.slice(4))
    },
  }
}

/** Hashes text to 128 bits: cyrb128 by bryc, public domain. */
function hash(text: string): Words {
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
