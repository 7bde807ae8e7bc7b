import type { ClockState } from './clock-option.ts'

/** Reads the emulated time, which is paused or advances with the wall clock at a rate. It knows nothing of events. */
export interface TimeSource {
  /** Whole epoch milliseconds. Never decreases, even when the wall clock does. */
  read(): number
  /** Jumps ahead to a time. Does nothing for a time in the past. */
  reach(at: number): void
  /** Continues from this state, which may be earlier or later. */
  moveTo(state: ClockState): void
  readonly rate: number
  readonly paused: boolean
}

export function createTimeSource(initial: ClockState): TimeSource {
  let { now, rate, paused } = initial
  // `wall` is the wall clock's time at the emulated time `now`; `lastWall` and `last` are the same pair for the last
  // read.
  let wall = Date.now()
  let lastWall = wall
  let last = now

  const anchor = (at: number, current: number) => {
    now = last = at
    wall = lastWall = current
  }
  const read = () => {
    if (paused) return now
    const current = Date.now()
    // The wall clock was set back: continue from the last emulated time.
    if (current < lastWall) anchor(last, current)
    lastWall = current
    last = now + Math.floor((current - wall) * rate)
    return last
  }
  return {
    read,
    reach(at) {
      // While paused, the wall clock does not matter.
      if (at > read()) anchor(at, paused ? wall : Date.now())
    },
    moveTo(state) {
      ;({ rate, paused } = state)
      anchor(state.now, Date.now())
    },
    get rate() {
      return rate
    },
    get paused() {
      return paused
    },
  }
}
