import { describe, expect, it } from 'vitest'
import { drawGuid, drawPercent, drawText, drawWeighted } from '../../../src/engine/chance/draw.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'

const DRAWS = 10_000

/** How often each value is among many draws. */
function countDraws<Value>(draw: () => Value): Map<Value, number> {
  const counts = new Map<Value, number>()
  for (let count = 0; count < DRAWS; count += 1) {
    const value = draw()
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

describe('weighted draws', () => {
  it('draw items in proportion to their weights', () => {
    const random = createRandom(7)
    const counts = countDraws(() =>
      drawWeighted(random, [
        ['rare', 1],
        ['never', 0],
        ['common', 3],
      ]),
    )
    expect([...counts.keys()].sort()).toEqual(['common', 'rare'])
    expect((counts.get('common') ?? 0) / DRAWS).toBeCloseTo(0.75, 1)
  })

  it('fail without items', () => {
    expect(() => drawWeighted(createRandom(7), [])).toThrow(RangeError)
  })
})

describe('percentages', () => {
  it.each([0, 1, 50, 99, 100])('are met: %i percent', (percent) => {
    const random = createRandom(7)
    const hits = countDraws(() => drawPercent(random, percent)).get(true) ?? 0
    expect(Math.abs((hits * 100) / DRAWS - percent)).toBeLessThanOrEqual(percent % 100 === 0 ? 0 : 1.5)
  })
})

describe('drawn text', () => {
  it('has the requested length and characters', () => {
    expect(drawText(createRandom(7), 'ab', 40)).toMatch(/^(?=.*a)(?=.*b)[ab]{40}$/)
  })
})

describe('drawn GUIDs', () => {
  it('are version 4, lower case and different', () => {
    const random = createRandom(7)
    const guids = countDraws(() => drawGuid(random))
    expect(guids.size).toBe(DRAWS)
    for (const guid of guids.keys())
      expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
