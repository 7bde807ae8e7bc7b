import { createAlarm } from './alarm.ts'
import { type ClockOption, type ClockState, parseRate, toClockState } from './clock-option.ts'
import { MAX_EVENTS_TO_IDLE, RunawayError } from './drain.ts'
import { type Duration, parseDuration } from './duration.ts'
import { createEventLoop, type EventOwner } from './event-loop.ts'
import type { DueEvent } from './event-queue.ts'
import { type Instant, parseInstant } from './instant.ts'
import { createTurns } from './turns.ts'

export type { ClockOption, ClockState } from './clock-option.ts'

/**
 * The emulator's time. It stands still or passes by itself; either way it can be moved ahead. Moves queue: each begins
 * when the one before it has ended. A receiver of notifications must not await one: it would wait for itself.
 */
export interface Clock {
  /** Epoch milliseconds, whole. */
  now(): number
  /**
   * Lets so much time pass. Resolves when all that was due has run, in order and each at its own time, and what it told
   * others has been answered. The first exception of an event is thrown after the rest has run.
   */
  advance(duration: Duration): Promise<void>
  /** The same up to a point in time. @throws RangeError for one that has passed. */
  advanceTo(instant: Instant): Promise<void>
  /** Lets time pass until nothing is left to happen but expiries and the like, which run only when they come first. */
  runToIdle(): Promise<void>
  /** Time stands still from now on. */
  pause(): void
  /** Time passes by itself from now on: as fast as before, or for a manual clock as on the wall. */
  resume(): void
  /** How fast time passes: 1 is as on the wall, 0 not at all. Can be set. */
  rate: number
}

export interface ClockOwner<Event extends DueEvent> extends EventOwner<Event> {
  /** Takes what events threw when time passed by itself. After a {@link RunawayError} the clock is paused. */
  onError(error: unknown): void
}

/** The clock as its owner sees it. */
export interface Scheduler {
  readonly clock: Clock
  /** Has an event run when it is due. Call this when it is pending in the world, not before. */
  schedule(event: DueEvent): void
  state(): ClockState
  /** Goes on from a state, be it earlier or later; moves under way end. Events stay scheduled as long as they are pending. */
  moveTo(state: ClockState): void
  /** Where the option says that the clock begins: for `'real'` at the wall clock's time. */
  beginning(): ClockState
  /** Nothing happens by itself any more, and nothing keeps the process alive. */
  dispose(): void
}

/** @throws TypeError or RangeError that names the wrong option, its value and what would be right. */
export function createClock<Event extends DueEvent>(option: ClockOption, owner: ClockOwner<Event>): Scheduler {
  const beginning = () => toClockState(option)
  const loop = createEventLoop(beginning(), owner)
  const alarm = createAlarm(() => void passByItself())
  const inTurn = createTurns()
  /** The event that the alarm is set for. */
  let awaited: DueEvent | undefined
  let moving = false

  const setAlarm = () => {
    alarm.clear()
    awaited = loop.paused || moving ? undefined : loop.next()
    if (awaited) alarm.set(loop.dueInMs(awaited), loop.hasForeground())
  }

  const move = (work: () => Promise<void>) =>
    inTurn(async () => {
      moving = true
      setAlarm()
      try {
        await work()
      } finally {
        moving = false
        setAlarm()
      }
    })

  const change: typeof loop.change = (pace) => {
    loop.change(pace)
    setAlarm()
  }

  const passByItself = async () => {
    try {
      await move(loop.catchUp)
    } catch (error) {
      if (error instanceof RunawayError) change({ paused: true })
      owner.onError(error)
    }
  }

  const clock: Clock = {
    now: loop.now,
    async advance(duration) {
      const durationMs = parseDuration(duration, 'clock.advance')
      await move(() => loop.runTo(parseInstant(loop.now() + durationMs, 'clock.advance')))
    },
    async advanceTo(instant) {
      const target = parseInstant(instant, 'clock.advanceTo')
      await move(() => loop.runTo(notBefore(loop.now(), target)))
    },
    runToIdle: () => move(() => loop.runToIdle(MAX_EVENTS_TO_IDLE)),
    pause: () => change({ paused: true }),
    resume: () => change({ paused: false }),
    get rate() {
      const { rate, paused } = loop.state()
      return paused ? 0 : rate
    },
    set rate(rate) {
      change(parseRate(rate, 'clock.rate') === 0 ? { paused: true } : { rate, paused: false })
    },
  }

  const moveTo = (state: ClockState) => {
    loop.moveTo(state)
    setAlarm()
  }

  return {
    clock,
    schedule(event) {
      loop.schedule(event)
      if (moving || loop.paused) return
      if (!awaited || event.at < awaited.at || (!event.background && !alarm.holds)) setAlarm()
    },
    state: loop.state,
    moveTo,
    beginning,
    dispose() {
      loop.clear()
      moveTo({ ...loop.state(), paused: true })
    },
  }
}

function notBefore(now: number, target: number): number {
  if (target >= now) return target
  throw new RangeError(
    `clock.advanceTo: ${new Date(target).toISOString()} has passed; it is ${new Date(now).toISOString()}. Time only goes ahead.`,
  )
}
