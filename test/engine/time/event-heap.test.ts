import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventHeap } from '../../../src/engine/time/event-heap.ts'

type Pair = readonly [at: number, sequence: number]

const compare = ([at, sequence]: Pair, [otherAt, otherSequence]: Pair) => at - otherAt || sequence - otherSequence
/** Few different times, so that many pairs share one. */
const pair = fc.tuple(fc.integer({ min: -5, max: 20 }), fc.nat())

describe('EventHeap', () => {
  it('returns the earliest pair first, whatever is pushed and popped in between', () => {
    // A pair stands for a push, `undefined` for a pop.
    const commands = fc.array(fc.option(pair, { nil: undefined, freq: 3 }), { maxLength: 400, size: 'max' })
    fc.assert(
      fc.property(commands, (list) => {
        const heap = new EventHeap()
        const sorted: Pair[] = []
        for (const pushed of list) {
          if (pushed) {
            heap.push(...pushed)
            sorted.push(pushed)
            sorted.sort(compare)
          } else {
            heap.pop()
            sorted.shift()
          }
          expect(heap.size).toBe(sorted.length)
          if (sorted[0]) expect([heap.at, heap.sequence]).toEqual(sorted[0])
        }
      }),
      { numRuns: 100 },
    )
  })

  it('stays in order when it grows and pairs are removed', () => {
    const heap = new EventHeap()
    for (let sequence = 0; sequence < 5_000; sequence += 1) heap.push((sequence * 7_919) % 1_009, sequence)
    heap.keep((_, sequence) => sequence % 3 === 0)
    const popped: Pair[] = []
    for (; heap.size > 0; heap.pop()) popped.push([heap.at, heap.sequence])
    expect(popped).toHaveLength(1_667)
    expect(popped).toEqual([...popped].sort(compare))
    expect(popped.every(([, sequence]) => sequence % 3 === 0)).toBe(true)
  })
})
