import type { ClockState } from './clock-option.ts'

/** Time that stands still or passes at a rate of the wall clock's. It knows nothing of events. */
export interface Timeline {
  /** Epoch milliseconds, whole. Never less than before, whatever the wall clock does. */
  read(): number
  /** Jumps ahead; a time that has passed already is no jump. */
  reach(at: number): void
  /** Goes on from this state, be it earlier or later. */
  moveTo(state: ClockState): void
  readonly rate: number
  readonly paused: boolean
}

export function createTimeline(initial: ClockState): Timeline {
  let { now, rate, paused } = initial
  // What the wall clock showed when it was `now` here.
  let wall = Date.now()

  const read = () => {
    if (paused) return now
    const passed = Date.now() - wall
    if (passed >= 0) return now + Math.floor(passed * rate)
    // The wall clock was set back: time goes on from here.
    wall += passed
    return now
  }
  return {
    read,
    reach(at) {
      if (at <= read()) return
      now = at
      wall = Date.now()
    },
    moveTo(state) {
      ;({ now, rate, paused } = state)
      wall = Date.now()
    },
    get rate() {
      return rate
    },
    get paused() {
      return paused
    },
  }
}
