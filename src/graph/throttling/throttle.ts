import * as v from 'valibot'
import type { Stateful } from '../../engine/stateful.ts'
import { checkRestored, members } from '../../engine/validation.ts'
import { CALLS_A_MONTH, CALLS_AT_ONCE, REQUEST_LIMITS, type RequestLimit } from './graph-limits.ts'
import { countOne, type SlidingWindow, slide, totalOf, untilAtMost } from './sliding-window.ts'

/** What the limits need to know of a request. */
export interface CountedRequest {
  readonly method: string
  /** Below the base segment, in lower case. */
  readonly segments: readonly string[]
  /** Whether it follows a link to a further page. */
  readonly isLaterPage: boolean
  readonly appId: string
  readonly tenantId: string
}

/** A limit that a request exceeds. */
export interface Excess {
  readonly limit: string
  /** Whole seconds. */
  readonly retryAfter: number
}

/** A change of a call's state: from `null` when the call is created. Entries of the trace of other types are ignored. */
interface CallTransition {
  readonly type: string
  readonly from?: string | null
  readonly to?: string
}

/** Everything that has been counted: plain data. */
export interface ThrottleState {
  /** By the name of the limit, and the app, tenant or record that it applies to. */
  readonly windows: Readonly<Record<string, SlidingWindow>>
  readonly calls: SlidingWindow
  readonly callsUp: number
}

export interface Throttle extends Stateful<ThrottleState> {
  /** Counts a request. Refused requests count, too. @returns the limit that it exceeds, if any. */
  count(request: CountedRequest, now: number): Excess | undefined
  /** Counts calls as they begin and end. All of them are calls of the one app that the emulator serves. */
  observe(transition: CallTransition, now: number): void
}

const NOTHING_COUNTED: ThrottleState = { windows: {}, calls: [], callsUp: 0 }

/** The state of an emulator without limits. */
export const UNTHROTTLED: Stateful<ThrottleState> = {
  state: () => NOTHING_COUNTED,
  check: checkThrottleState,
  moveTo() {},
}

/** States that need no check: they come from a throttle and not from JSON. */
const checkedStates = new WeakSet<ThrottleState>()

function checkThrottleState(state: ThrottleState): ThrottleState {
  const whole = v.pipe(v.number(), v.safeInteger())
  const window = v.array(members({ at: whole, count: whole }))
  if (!checkedStates.has(state) && state !== NOTHING_COUNTED)
    checkRestored('throttle', members({ windows: v.record(v.string(), window), calls: window, callsUp: whole }), state)
  return state
}

/** The number of windows from which on empty ones are removed. */
const SWEEP_AT = 1_000

/** Applies Graph's documented limits to an app. */
export function createThrottle(): Throttle {
  let windows = new Map<string, SlidingWindow>()
  let { calls, callsUp } = NOTHING_COUNTED
  let sweepAt = SWEEP_AT

  const countIn = (limit: RequestLimit, request: CountedRequest, now: number): Excess | undefined => {
    const { name, most, windowMs } = limit
    const key = [name, ...limit.per.map((part) => partOf(request, part))].join('/')
    const window = countOne(slide(windows.get(key) ?? [], now, windowMs), now, windowMs)
    windows.set(key, window)
    if (totalOf(window) <= most) return undefined
    // The next request counts as well, so there has to be room for one.
    return { limit: name, retryAfter: toSeconds(untilAtMost(window, most - 1, now, windowMs)) }
  }

  const findTooManyCalls = (now: number): Excess | undefined => {
    const { most, windowMs } = CALLS_A_MONTH
    calls = slide(calls, now, windowMs)
    if (totalOf(calls) >= most)
      return { limit: 'calls per month', retryAfter: toSeconds(untilAtMost(calls, most - 1, now, windowMs)) }
    if (callsUp >= CALLS_AT_ONCE.most) return { limit: 'concurrent calls', retryAfter: CALLS_AT_ONCE.retryAfter }
    return undefined
  }

  const sweep = (now: number) => {
    const longest = Math.max(...REQUEST_LIMITS.map(({ windowMs }) => windowMs))
    for (const [key, window] of windows) if (slide(window, now, longest).length === 0) windows.delete(key)
    sweepAt = Math.max(SWEEP_AT, windows.size * 2)
  }

  return {
    count(request, now) {
      if (windows.size >= sweepAt) sweep(now)
      const limits = REQUEST_LIMITS.filter(({ requests }) => COUNTS[requests](request))
      const excesses = limits.map((limit) => countIn(limit, request, now))
      if (isNewCall(request)) excesses.push(findTooManyCalls(now))
      return excesses.reduce((worst, next) => (next && (!worst || next.retryAfter > worst.retryAfter) ? next : worst))
    },
    observe({ type, from, to }, now) {
      if (type !== 'transition') return
      if (from === null) {
        callsUp += 1
        calls = countOne(slide(calls, now, CALLS_A_MONTH.windowMs), now, CALLS_A_MONTH.windowMs)
      }
      if (to === 'terminated') callsUp -= 1
    },
    state() {
      const state = { windows: Object.fromEntries(windows), calls, callsUp }
      checkedStates.add(state)
      return state
    },
    check: checkThrottleState,
    moveTo(state) {
      windows = new Map(Object.entries(state.windows))
      ;({ calls, callsUp } = state)
    },
  }
}

const COUNTS: Readonly<Record<RequestLimit['requests'], (request: CountedRequest) => boolean>> = {
  all: () => true,
  callRecords: isForCallRecords,
  firstPageOfRecord: (request) => readsRecord(request) && !request.isLaterPage,
  laterPageOfRecord: (request) => readsRecord(request) && request.isLaterPage,
}

function isForCallRecords({ segments }: CountedRequest): boolean {
  return segments[0] === 'communications' && segments[1] === 'callrecords'
}

/** Whether it reads a call record or a part of one. */
function readsRecord(request: CountedRequest): boolean {
  return /^(GET|HEAD)$/.test(request.method) && recordOf(request) !== undefined
}

/** An id contains dashes; the name of a function, such as `getPstnCalls`, does not. */
function recordOf(request: CountedRequest): string | undefined {
  const id = request.segments[2]
  return isForCallRecords(request) && id?.includes('-') ? id : undefined
}

function isNewCall({ method, segments }: CountedRequest): boolean {
  return method === 'POST' && /^communications\/calls(\/\$ref)?$/.test(segments.join('/'))
}

function partOf(request: CountedRequest, part: RequestLimit['per'][number]): string {
  if (part === 'record') return recordOf(request) ?? ''
  return part === 'app' ? request.appId : request.tenantId
}

function toSeconds(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / 1_000))
}
