import { restoreError, type Stateful } from '../stateful.ts'
import { formatValue } from '../values/format-value.ts'
import { createAlarm } from './alarm.ts'
import { type ClockOption, type ClockState, MAX_RATE, parseRate, toClockState } from './clock-option.ts'
import { type Duration, parseDuration } from './duration.ts'
import { createEventLoop, type EventLoop, type EventOwner } from './event-loop.ts'
import type { DueEvent } from './event-queue.ts'
import { type Instant, MAX_EPOCH_MS, parseInstant } from './instant.ts'
import { MAX_EVENTS_TO_IDLE, RunawayError } from './run-due-events.ts'
import { createSerialQueue } from './serial-queue.ts'

export type { ClockOption, ClockState } from './clock-option.ts'

/**
 * The emulator's time. Paused or running, it can be advanced. Advances run one at a time, in the order they were
 * requested. A notification handler must not await one: it would deadlock, because the clock waits for its response.
 */
export interface Clock {
  /** Whole epoch milliseconds. */
  now(): number
  /**
   * Advances the clock by a duration and runs every event that becomes due, in order, each at its own time. Resolves
   * once all notifications have a response. If events throw, the others still run, then the first exception is thrown.
   */
  advance(duration: Duration): Promise<void>
  /** Advances the clock to a point in time. @throws RangeError when it is in the past. */
  advanceTo(instant: Instant): Promise<void>
  /**
   * Advances the clock until only background events are pending, such as the expiry of a call or subscription. Those
   * run only when they are due before the last other event.
   */
  runToIdle(): Promise<void>
  /** Pauses the clock. */
  pause(): void
  /** Starts the clock at its last rate, a manual clock at the wall clock's speed. */
  resume(): void
  /** The clock's speed: 1 is the wall clock's, 0 is paused. Can be set. */
  rate: number
}

export interface ClockOwner<Event extends DueEvent> extends EventOwner<Event> {
  /** Receives exceptions of events that ran without an advance. After a {@link RunawayError} the clock is paused. */
  onError(error: unknown): void
}

/** The clock, with what its owner needs besides. */
export interface Scheduler extends Stateful<ClockState> {
  readonly clock: Clock
  /** Runs an event when it is due. Call this once the event is pending in the world: others count as cancelled. */
  schedule(event: DueEvent): void
  /**
   * Continues from a state, which may be earlier or later. Advances in progress end. Events stay scheduled as long as
   * they are pending.
   */
  moveTo(state: ClockState): void
  /** The initial state that the option asks for. For `'real'` it starts at the wall clock's current time. */
  initialState(): ClockState
  /** Drops all events and timers, so that nothing keeps the process alive. */
  dispose(): void
}

/** @throws TypeError or RangeError that names the wrong option, its value and what is allowed. */
export function createClock<Event extends DueEvent>(option: ClockOption, owner: ClockOwner<Event>): Scheduler {
  const initialState = () => toClockState(option)
  const loop = createEventLoop(initialState(), owner)
  const alarm = createAlarm(() => void catchUp())
  const enqueue = createSerialQueue()
  /** The event that the alarm is set for. */
  let alarmEvent: DueEvent | undefined
  let advancing = false

  const setAlarm = () => {
    alarm.clear()
    alarmEvent = loop.paused || advancing ? undefined : loop.next()
    if (alarmEvent) alarm.set(loop.dueInMs(alarmEvent), loop.hasForeground())
  }

  const advanceWith = (run: () => Promise<void>) =>
    enqueue(async () => {
      advancing = true
      setAlarm()
      try {
        await run()
      } finally {
        advancing = false
        setAlarm()
      }
    })

  const change: typeof loop.change = (pace) => {
    loop.change(pace)
    setAlarm()
  }

  const catchUp = async () => {
    try {
      await advanceWith(loop.catchUp)
    } catch (error) {
      if (error instanceof RunawayError) change({ paused: true })
      owner.onError(error)
    }
  }

  const moveTo = (state: ClockState) => {
    loop.moveTo(state)
    setAlarm()
  }

  return {
    clock: createClockApi(loop, advanceWith, change),
    schedule(event) {
      loop.schedule(event)
      if (advancing || loop.paused) return
      if (!alarmEvent || event.at < alarmEvent.at || (!event.background && !alarm.keepsAlive)) setAlarm()
    },
    state: loop.state,
    check: checkClockState,
    moveTo,
    initialState,
    dispose() {
      loop.clear()
      moveTo({ ...loop.state(), paused: true })
    },
  }
}

/** The clock as users see it. */
function createClockApi(
  loop: EventLoop,
  advanceWith: (run: () => Promise<void>) => Promise<void>,
  change: EventLoop['change'],
): Clock {
  return {
    now: loop.now,
    async advance(duration) {
      const durationMs = parseDuration(duration, 'clock.advance')
      await advanceWith(() => loop.runTo(parseInstant(loop.now() + durationMs, 'clock.advance')))
    },
    async advanceTo(instant) {
      const target = parseInstant(instant, 'clock.advanceTo')
      await advanceWith(() => loop.runTo(requireFuture(loop.now(), target)))
    },
    runToIdle: () => advanceWith(() => loop.runToIdle(MAX_EVENTS_TO_IDLE)),
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
}

function checkClockState(state: ClockState): ClockState {
  const { now, rate, paused } = state
  const allowed = [
    ['now', now, Number.isSafeInteger(now) && Math.abs(now) <= MAX_EPOCH_MS, 'whole epoch milliseconds'],
    ['rate', rate, rate > 0 && rate <= MAX_RATE, `a number above 0, up to ${MAX_RATE}`],
    ['paused', paused, typeof paused === 'boolean', 'a boolean'],
  ] as const
  const problems = allowed.flatMap(([name, value, isAllowed, expected]) =>
    isAllowed ? [] : [`'clock.${name}': Expected ${expected} but received ${formatValue(value)}`],
  )
  if (problems.length > 0) throw restoreError(problems)
  return state
}

function requireFuture(now: number, target: number): number {
  if (target >= now) return target
  throw new RangeError(
    `clock.advanceTo: ${new Date(target).toISOString()} is in the past. The clock is at ${new Date(now).toISOString()} and only goes forward; restore a snapshot to go back.`,
  )
}
