/** The number of requests or calls from a time on. */
export interface Bucket {
  /** Epoch milliseconds. */
  readonly at: number
  readonly count: number
}

/** What has been counted within a limit's window: plain data, oldest first, never more than about a hundred buckets. */
export type SlidingWindow = readonly Bucket[]

/** A bucket spans this part of the window. */
const BUCKET_SHARE = 1 / 100

/** Drops the buckets that have left the window. */
export function slide(window: SlidingWindow, now: number, windowMs: number): SlidingWindow {
  const first = window.findIndex(({ at }) => at > now - windowMs)
  return first < 0 ? [] : first === 0 ? window : window.slice(first)
}

/** Counts one more, now. */
export function countOne(window: SlidingWindow, now: number, windowMs: number): SlidingWindow {
  const last = window.at(-1)
  if (!last || now - last.at >= windowMs * BUCKET_SHARE) return [...window, { at: now, count: 1 }]
  return [...window.slice(0, -1), { at: last.at, count: last.count + 1 }]
}

export function totalOf(window: SlidingWindow): number {
  return window.reduce((sum, { count }) => sum + count, 0)
}

/** The milliseconds until the window holds no more than `most`, if nothing else is counted. */
export function untilAtMost(window: SlidingWindow, most: number, now: number, windowMs: number): number {
  let left = totalOf(window)
  for (const { at, count } of window) {
    if (left <= most) return 0
    left -= count
    if (left <= most) return at + windowMs - now
  }
  return 0
}
