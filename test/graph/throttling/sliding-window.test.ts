import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countOne,
  type SlidingWindow,
  slide,
  totalOf,
  untilAtMost,
} from '../../../src/graph/throttling/sliding-window.ts'

const WINDOW_MS = 10_000

/** The window after one count at each of these times. */
function windowOf(times: readonly number[]): SlidingWindow {
  let window: SlidingWindow = []
  for (const at of times) window = countOne(slide(window, at, WINDOW_MS), at, WINDOW_MS)
  return window
}

const times = fc
  .array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 })
  .map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)))

describe('a sliding window', () => {
  it.each([
    [[0, 0, 0], 9_999, 3],
    [[0, 0, 0], 10_000, 0],
    [[0, 99], 9_999, 2],
    // Counts within a hundredth of the window share the time of the first one.
    [[0, 99], 10_000, 0],
    [[0, 100], 10_000, 1],
    [[0, 5_000, 10_000], 10_000, 2],
  ])('with counts at %j has at %i the total %i', (happened, now, total) => {
    expect(totalOf(slide(windowOf(happened), now, WINDOW_MS))).toBe(total)
  })

  it('agrees with an exact count to a hundredth of its length, and stays small', () => {
    fc.assert(
      fc.property(times, (happened) => {
        const now = happened.at(-1) ?? 0
        const total = totalOf(windowOf(happened))
        const within = (length: number) => happened.filter((at) => at > now - length).length
        expect(total).toBeLessThanOrEqual(within(WINDOW_MS))
        expect(total).toBeGreaterThanOrEqual(within(WINDOW_MS * 0.99))
        expect(windowOf(happened).length).toBeLessThanOrEqual(101)
      }),
    )
  })

  it('computes the exact time at which few enough are left', () => {
    fc.assert(
      fc.property(times, fc.nat(20), (happened, most) => {
        const now = happened.at(-1) ?? 0
        const window = windowOf(happened)
        const wait = untilAtMost(window, most, now, WINDOW_MS)
        const leftAt = (at: number) => totalOf(slide(window, at, WINDOW_MS))
        expect(leftAt(now + wait)).toBeLessThanOrEqual(most)
        if (wait > 0) expect(leftAt(now + wait - 1)).toBeGreaterThan(most)
      }),
    )
  })
})
