import type { Stateful } from '../../engine/stateful.ts'
import type { TraceNote } from '../../trace/trace.ts'
import { CALLS_A_MONTH, CALLS_AT_ONCE, REQUEST_LIMITS, type RequestLimit } from './graph-limits.ts'
import { countOne, type SlidingWindow, slide, totalOf, untilAtMost } from './sliding-window.ts'

/** What a limit may go by. */
export interface Attempt {
  readonly method: string
  /** Below the base segment, without case. */
  readonly segments: readonly string[]
  /** Whether it reads on where an earlier answer ended. */
  readonly isLaterPage: boolean
  readonly appId: string
  readonly tenantId: string
}

/** A request that is one too many. */
export interface Excess {
  /** The limit that it exceeds. */
  readonly limit: string
  /** Whole seconds. */
  readonly retryAfter: number
}

/** What has been counted: plain data. */
export interface ThrottleState {
  /** By limit and by whom it is for. */
  readonly windows: Readonly<Record<string, SlidingWindow>>
  readonly calls: SlidingWindow
  readonly callsUp: number
}

export interface Throttle extends Stateful<ThrottleState> {
  /** Counts a request. @returns what it exceeds, if anything: requests that are refused count, too. */
  admit(attempt: Attempt, now: number): Excess | undefined
  /** Counts the calls, as they come and go. The calls are those of the one app that the world is about. */
  observe(note: TraceNote, now: number): void
}

const NOTHING_COUNTED: ThrottleState = { windows: {}, calls: [], callsUp: 0 }

/** The state of an emulator without limits. */
export const UNTHROTTLED: Stateful<ThrottleState> = { state: () => NOTHING_COUNTED, check() {}, moveTo() {} }

/** How many windows are kept before those that have run empty are looked for. */
const SWEEP_AT = 1_000

/** Holds an app to Graph's published limits. */
export function createThrottle(): Throttle {
  let windows = new Map<string, SlidingWindow>()
  let { calls, callsUp } = NOTHING_COUNTED
  let sweepAt = SWEEP_AT

  const countIn = (limit: RequestLimit, attempt: Attempt, now: number): Excess | undefined => {
    const { name, most, windowMs } = limit
    const key = [name, ...limit.per.map((part) => partOf(attempt, part))].join('/')
    const window = countOne(slide(windows.get(key) ?? [], now, windowMs), now, windowMs)
    windows.set(key, window)
    if (totalOf(window) <= most) return undefined
    // The next request makes one more.
    return { limit: name, retryAfter: toSeconds(untilAtMost(window, most - 1, now, windowMs)) }
  }

  const findTooManyCalls = (now: number): Excess | undefined => {
    const { most, windowMs } = CALLS_A_MONTH
    calls = slide(calls, now, windowMs)
    if (totalOf(calls) >= most)
      return { limit: 'calls in a month', retryAfter: toSeconds(untilAtMost(calls, most - 1, now, windowMs)) }
    if (callsUp >= CALLS_AT_ONCE.most) return { limit: 'calls at once', retryAfter: CALLS_AT_ONCE.retryAfter }
    return undefined
  }

  const sweep = (now: number) => {
    const longest = Math.max(...REQUEST_LIMITS.map(({ windowMs }) => windowMs))
    for (const [key, window] of windows) if (slide(window, now, longest).length === 0) windows.delete(key)
    sweepAt = Math.max(SWEEP_AT, windows.size * 2)
  }

  return {
    admit(attempt, now) {
      if (windows.size >= sweepAt) sweep(now)
      const concerned = REQUEST_LIMITS.filter(({ concerns }) => CONCERNS[concerns](attempt))
      const excesses = concerned.map((limit) => countIn(limit, attempt, now))
      if (isNewCall(attempt)) excesses.push(findTooManyCalls(now))
      return excesses.reduce((worst, next) => (next && (!worst || next.retryAfter > worst.retryAfter) ? next : worst))
    },
    observe(note, now) {
      if (note.type !== 'transition') return
      if (note.from === null) {
        callsUp += 1
        calls = countOne(slide(calls, now, CALLS_A_MONTH.windowMs), now, CALLS_A_MONTH.windowMs)
      }
      if (note.to === 'terminated') callsUp -= 1
    },
    state: () => ({ windows: Object.fromEntries(windows), calls, callsUp }),
    check({ windows, calls, callsUp }) {
      if (typeof windows === 'object' && Array.isArray(calls) && Number.isInteger(callsUp)) return
      throw new TypeError("emulator.restore: 'throttle' is not what a snapshot keeps of the counted requests.")
    },
    moveTo(state) {
      windows = new Map(Object.entries(state.windows))
      ;({ calls, callsUp } = state)
    },
  }
}

const CONCERNS: Readonly<Record<RequestLimit['concerns'], (attempt: Attempt) => boolean>> = {
  everything: () => true,
  callRecords: isOfCallRecords,
  firstPageOfRecord: (attempt) => isReading(attempt) && !attempt.isLaterPage,
  laterPageOfRecord: (attempt) => isReading(attempt) && attempt.isLaterPage,
}

function isOfCallRecords({ segments }: Attempt): boolean {
  return segments[0] === 'communications' && segments[1] === 'callrecords'
}

/** Whether it reads a call record, or what belongs to it. */
function isReading(attempt: Attempt): boolean {
  return /^(GET|HEAD)$/.test(attempt.method) && recordOf(attempt) !== undefined
}

/** Ids have digits and dashes, functions of call records have a name. */
function recordOf(attempt: Attempt): string | undefined {
  const id = attempt.segments[2]
  return isOfCallRecords(attempt) && id?.includes('-') ? id : undefined
}

function isNewCall({ method, segments }: Attempt): boolean {
  return method === 'POST' && /^communications\/calls(\/\$ref)?$/.test(segments.join('/'))
}

function partOf(attempt: Attempt, part: RequestLimit['per'][number]): string {
  if (part === 'record') return recordOf(attempt) ?? ''
  return part === 'app' ? attempt.appId : attempt.tenantId
}

function toSeconds(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / 1_000))
}
