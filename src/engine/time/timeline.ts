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
  // What the wall clock showed when it was `now` here, and when it was last looked at: `last` here.
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
    // When the wall clock was set back, time goes on from where it was.
    if (current < lastWall) anchor(last, current)
    lastWall = current
    last = now + Math.floor((current - wall) * rate)
    return last
  }
  return {
    read,
    reach(at) {
      // What the wall clock shows counts only while time passes.
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
