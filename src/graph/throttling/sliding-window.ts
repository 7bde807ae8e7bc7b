/** How many happened from a time on. */
export interface Bucket {
  /** Epoch milliseconds. */
  readonly at: number
  readonly count: number
}

/** What happened within the last while: plain data, oldest first, never many. */
export type SlidingWindow = readonly Bucket[]

/** What happens within so small a part of the window is counted as if it had happened with the first of it. */
const PART = 1 / 100

/** The window without what has left it. */
export function slide(window: SlidingWindow, now: number, windowMs: number): SlidingWindow {
  const first = window.findIndex(({ at }) => at > now - windowMs)
  return first < 0 ? [] : first === 0 ? window : window.slice(first)
}

/** The window with one more, now. */
export function countOne(window: SlidingWindow, now: number, windowMs: number): SlidingWindow {
  const last = window.at(-1)
  if (!last || now - last.at >= windowMs * PART) return [...window, { at: now, count: 1 }]
  return [...window.slice(0, -1), { at: last.at, count: last.count + 1 }]
}

export function totalOf(window: SlidingWindow): number {
  return window.reduce((sum, { count }) => sum + count, 0)
}

/** In how many milliseconds no more than so many of the window are left in it, if nothing more happens. */
export function untilAtMost(window: SlidingWindow, most: number, now: number, windowMs: number): number {
  let left = totalOf(window)
  for (const { at, count } of window) {
    if (left <= most) return 0
    left -= count
    if (left <= most) return at + windowMs - now
  }
  return 0
}
