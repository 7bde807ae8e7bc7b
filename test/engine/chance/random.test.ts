import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIds } from '../../../src/engine/chance/ids.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'

const draw = (seed: number | string, count = 20) => {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => random.int(0, 999_999))
}

describe('createRandom', () => {
  it('draws the same numbers from the same seed in every engine', () => {
    expect(draw(7, 4)).toEqual(draw('7', 4))
    expect(draw(7, 4)).toMatchInlineSnapshot(`
      [
        412104,
        84612,
        360379,
        8010,
      ]
    `)
    expect(draw('a story', 4)).toMatchInlineSnapshot(`
      [
        277048,
        700815,
        845238,
        219491,
      ]
    `)
    expect(Array.from(createRandom(7).bytes(6))).toMatchInlineSnapshot(`
      [
        8,
        245,
        53,
        151,
        4,
        127,
      ]
    `)
  })

  it('draws different numbers from similar seeds', () => {
    const firsts = new Set(Array.from({ length: 1_000 }, (_, seed) => createRandom(seed).int(0, 2 ** 31)))
    expect(firsts.size).toBe(1_000)
    expect(draw(1.5)).not.toEqual(draw(1))
    expect(draw(2 ** 32 + 1)).not.toEqual(draw(1))
    expect(draw(-1)).not.toEqual(draw(1))
  })

  it('draws each whole number of a range about equally often', () => {
    const random = createRandom('dice')
    const counts = new Map<number, number>()
    for (let roll = 0; roll < 60_000; roll += 1) {
      const face = random.int(1, 6)
      counts.set(face, (counts.get(face) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6])
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })

  it('stays within any range', () => {
    const integer = fc.maxSafeInteger()
    fc.assert(
      fc.property(fc.integer(), integer, integer, (seed, one, other) => {
        const [min, max] = one < other ? [one, other] : [other, one]
        const drawn = createRandom(seed).int(min, max)
        expect(drawn).toBeGreaterThanOrEqual(min)
        expect(drawn).toBeLessThanOrEqual(max)
        expect(Number.isSafeInteger(drawn)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('rejects a range without whole numbers', () => {
    expect(() => createRandom(1).int(2, 1)).toThrow(/no whole number from 2 to 1/)
    expect(() => createRandom(1).int(0.5, 2)).toThrow(RangeError)
    expect(() => createRandom(1).int(0, Number.NaN)).toThrow(RangeError)
  })

  it('returns true with the given probability: never at 0, always at 1', () => {
    const random = createRandom('coin')
    const share = (probability: number) => {
      let hits = 0
      for (let index = 0; index < 10_000; index += 1) if (random.chance(probability)) hits += 1
      return hits / 10_000
    }
    expect(share(0)).toBe(0)
    expect(share(1)).toBe(1)
    expect(share(0.25)).toBeCloseTo(0.25, 1)
  })

  it('picks every item at times and rejects an empty list', () => {
    const random = createRandom(1)
    const picked = new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])))
    expect([...picked].sort()).toEqual(['a', 'b', 'c'])
    expect(() => random.pick([])).toThrow(/the list is empty/)
  })

  it('creates forks that depend on seed and label only', () => {
    const random = createRandom(7)
    const early = random.fork('record 1')
    random.bytes(100)
    const late = random.fork('record 1')
    const drawn = early.bytes(32)
    expect(late.bytes(32)).toEqual(drawn)
    expect(createRandom(7).fork('record 2').bytes(32)).not.toEqual(drawn)
    expect(createRandom(8).fork('record 1').bytes(32)).not.toEqual(drawn)
    expect(createRandom(7).bytes(32)).not.toEqual(drawn)
    expect(early.fork('x').bytes(8)).not.toEqual(createRandom(7).fork('x').bytes(8))
  })

  it('keeps its position when it is forked', () => {
    const random = createRandom(7)
    random.fork('record 1').bytes(8)
    expect(random.position()).toEqual(createRandom(7).position())
  })

  it('continues from a position of any generator after a round trip through JSON', () => {
    const random = createRandom('seven')
    random.bytes(17)
    const position = JSON.parse(JSON.stringify(random.position()))
    const forked = random.fork('x').bytes(8)
    const drawn = random.bytes(40)
    const other = createRandom('eight')
    other.moveTo(position)
    expect(other.fork('x').bytes(8)).toEqual(forked)
    expect(other.bytes(40)).toEqual(drawn)
    expect(() => other.moveTo([1, 2, 3])).toThrow(/\[1,2,3\] is not a position/)
  })

  it('has methods that need no `this`', () => {
    const { int, fork, position } = createRandom(7)
    expect([int(0, 9), fork('x').int(0, 9), position().length]).toEqual([expect.any(Number), expect.any(Number), 8])
  })
})

describe('createIds', () => {
  it('generates version 4 GUIDs in lower case', () => {
    const ids = createIds(createRandom(1))
    for (let index = 0; index < 1_000; index += 1) {
      expect(ids.guid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  })

  it('generates the same ids from the same seed and does not repeat one', () => {
    const ids = createIds(createRandom(1))
    const guids = Array.from({ length: 10_000 }, () => ids.guid())
    expect(new Set(guids).size).toBe(10_000)
    expect(createIds(createRandom(1)).guid()).toBe(guids[0])
    expect(createIds(createRandom(2)).guid()).not.toBe(guids[0])
    expect(guids[0]).toMatchInlineSnapshot(`"dd3d96b1-aa1a-4b3d-ac60-773350e4b81e"`)
  })

  it('generates URL-safe tokens of any length', () => {
    const ids = createIds(createRandom(1))
    expect(ids.token()).toMatch(/^[\w-]{21}$/)
    for (const length of [0, 1, 12, 13, 64]) expect(ids.token(length)).toMatch(new RegExp(`^[\\w-]{${length}}$`))
  })
})
