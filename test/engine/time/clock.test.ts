import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createClock } from '../../../src/engine/time/clock.ts'
import { MANUAL_START, toClockState } from '../../../src/engine/time/clock-option.ts'
import type { DueEvent } from '../../../src/engine/time/event-queue.ts'
import { createSmallWorld, deferred } from './small-world.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2030-01-01T00:00:00Z') }))
afterEach(() => void vi.useRealTimers())

it('starts at the time and rate of the option', () => {
  expect(toClockState('real')).toEqual({ now: Date.now(), rate: 1, paused: false })
  expect(toClockState('manual')).toEqual({ now: Date.parse(MANUAL_START), rate: 1, paused: true })
  expect(toClockState({})).toEqual({ now: Date.parse(MANUAL_START), rate: 1, paused: false })
  expect(toClockState({ start: '2024-02-29T12:00:00+01:00', rate: 60 })).toEqual({
    now: Date.UTC(2024, 1, 29, 11),
    rate: 60,
    paused: false,
  })
  expect(toClockState({ rate: 0 })).toEqual({ now: Date.parse(MANUAL_START), rate: 1, paused: true })
})

it.each([
  ['fast', /clock: 'fast' is not a clock\. Use 'real', 'manual' or { start, rate }/],
  [null, /clock: null is not a clock/],
  [{ speed: 2 }, /clock: unknown member: 'speed'\. Use/],
  [{ rate: -1 }, /clock\.rate: -1 is not a speed/],
  [{ rate: Number.NaN }, /clock\.rate: NaN is not a speed/],
  [{ rate: '2' }, /clock\.rate: '2' is not a speed/],
  [{ start: 'now' }, /clock\.start: 'now' is not a point in time/],
])('rejects the option %j', (option, message) => {
  // @ts-expect-error: the options are wrong on purpose
  expect(() => toClockState(option)).toThrow(message)
})

it('shows the wall clock’s time by default', () => {
  const { clock } = createSmallWorld('real')
  expect(clock.now()).toBe(Date.now())
  vi.advanceTimersByTime(1_234)
  expect(clock.now()).toBe(Date.now())
})

it('does not show a time after an event that is due and has not run, even when timers are late', async () => {
  const world = createSmallWorld('real')
  world.plan('ring', { after: 100 })
  vi.setSystemTime(Date.now() + 5_000)
  expect(world.elapsed()).toBe(100)
  await vi.advanceTimersToNextTimerAsync()
  expect(world.log).toEqual(['ring@100'])
  expect(world.elapsed()).toBeGreaterThanOrEqual(5_000)
})

it('does not go back when the wall clock is set back', () => {
  const world = createSmallWorld('real')
  vi.setSystemTime(Date.now() + 1_000)
  expect(world.elapsed()).toBe(1_000)
  vi.setSystemTime(Date.now() - 3_600_000)
  expect(world.elapsed()).toBe(1_000)
  vi.setSystemTime(Date.now() + 500)
  expect(world.elapsed()).toBe(1_500)
})

it('waits for events further away than the longest timer', async () => {
  const world = createSmallWorld('real')
  const days = 86_400_000
  world.plan('record', { after: 60 * days })
  await vi.advanceTimersByTimeAsync(59 * days)
  expect(world.log).toEqual([])
  await vi.advanceTimersByTimeAsync(1 * days)
  expect(world.log).toEqual([`record@${60 * days}`])
})

it('sets one timer for all events, and none when no event is pending', async () => {
  const world = createSmallWorld('real')
  expect(vi.getTimerCount()).toBe(0)
  for (const after of [300, 100, 200]) world.plan('ring', { after })
  expect(vi.getTimerCount()).toBe(1)
  world.clock.pause()
  expect(vi.getTimerCount()).toBe(0)
  world.clock.resume()
  await vi.advanceTimersByTimeAsync(300)
  expect(world.log).toEqual(['ring@100', 'ring@200', 'ring@300'])
  expect(vi.getTimerCount()).toBe(0)
})

it('keeps a process alive for foreground events only', async () => {
  vi.useRealTimers()
  const countTimers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = countTimers()
  const world = createSmallWorld('real')
  world.plan('expiry', { after: 60_000, background: true })
  expect(countTimers()).toBe(before)
  world.plan('record', { after: 120_000 })
  expect(countTimers()).toBe(before + 1)
  await world.clock.advance(120_000)
  world.plan('expiry', { after: 60_000, background: true })
  expect(countTimers()).toBe(before)
  world.plan('record', { after: 120_000 })
  world.dispose()
  expect(countTimers()).toBe(before)
})

it('pauses when events keep causing each other, and continues when resumed', async () => {
  const world = createSmallWorld('real')
  let left = 150_000
  const again = () => {
    left -= 1
    if (left > 0) world.plan('again', { after: 0, does: again })
  }
  world.plan('again', { after: 10, does: again })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(world.errors).toHaveLength(1)
  expect(world.clock.rate).toBe(0)
  world.clock.resume()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(world.errors).toHaveLength(1)
  expect(world.log).toHaveLength(150_000)
})

it('gives the page a turn when running events takes longer than the time between them', async () => {
  vi.useRealTimers()
  vi.useFakeTimers({ toFake: ['Date'] })
  const world = createSmallWorld('real')
  const done = deferred()
  const slow = () => {
    vi.setSystemTime(Date.now() + 50)
    if (world.log.length === 10) done.resolve()
    else world.plan('slow', { after: 10, does: slow })
  }
  world.plan('slow', { after: 1, does: slow })
  vi.setSystemTime(Date.now() + 1)
  const logged: number[] = []
  setTimeout(() => logged.push(world.log.length), 1)
  await done.promise
  expect(logged).toEqual([1])
})

it.each(['manual', 'real'] as const)('stops runToIdle after a million events with a %s clock', async (option) => {
  const world = createSmallWorld(option)
  const tick = () => void world.plan('tick', { after: 1_000, does: tick })
  tick()
  await expect(world.clock.runToIdle()).rejects.toThrow(/not idle after 1000000 events, the last with sequence 1000001/)
  world.dispose()
})

it('ends an advance in progress when it continues from another state', async () => {
  const world = createSmallWorld('manual')
  const saved = world.state()
  const { promise, resolve } = deferred()
  world.plan('sends', { after: 100, does: () => world.awaits(promise) })
  const never = world.plan('never', { after: 200 })
  const advancing = world.clock.advance(500)
  await Promise.resolve()
  world.cancel(never)
  world.moveTo(saved)
  world.plan('next', { after: 300 })
  resolve()
  await advancing
  expect(world.log).toEqual(['sends@100'])
  expect(world.elapsed()).toBe(0)
})

it('does not confuse an event with one of the same sequence number from before moveTo', async () => {
  const pending = new Map<number, DueEvent>()
  const ran: number[] = []
  const run = ({ sequence, at }: DueEvent) => {
    pending.delete(sequence)
    ran.push(at)
  }
  const { clock, ...scheduler } = createClock(
    { start: 0, rate: 0 },
    { pending: (n) => pending.get(n), run, settled: () => undefined, onError: () => {} },
  )
  const plan = (event: DueEvent) => {
    pending.set(event.sequence, event)
    scheduler.schedule(event)
  }
  plan({ sequence: 1, at: 100, background: false })
  plan({ sequence: 2, at: 500, background: false })
  scheduler.moveTo({ now: 0, rate: 1, paused: true })
  plan({ sequence: 1, at: 300, background: false })
  plan({ sequence: 3, at: 200, background: false })
  plan({ sequence: 2, at: 500, background: true })
  await clock.runToIdle()
  expect(ran).toEqual([200, 300])
  expect(clock.now()).toBe(300)
})

it('drops cancelled events that are far in the future', async () => {
  const pendingSpy = vi.fn((_: number): DueEvent | undefined => undefined)
  const { clock, schedule } = createClock('manual', {
    pending: pendingSpy,
    run: () => {},
    settled: () => undefined,
    onError: () => {},
  })
  for (let sequence = 0; sequence < 50_000; sequence += 1) {
    schedule({ sequence, at: clock.now() + 3_600_000, background: true })
  }
  const sweeping = pendingSpy.mock.calls.length
  expect(sweeping).toBeLessThan(100_000)
  await clock.runToIdle()
  await clock.advance('1h')
  expect(pendingSpy.mock.calls.length - sweeping).toBeLessThan(1_500)
})

it('rarely sweeps when few events are cancelled', () => {
  const pending = new Map<number, DueEvent>()
  const pendingSpy = vi.fn((sequence: number) => pending.get(sequence))
  const owner = { pending: pendingSpy, run: () => {}, settled: () => undefined, onError: () => {} }
  const { clock, schedule } = createClock('manual', owner)
  for (let sequence = 0; sequence < 50_000; sequence += 1) {
    const event = { sequence, at: clock.now() + 3_600_000, background: true }
    pending.set(sequence, event)
    schedule(event)
  }
  expect(pendingSpy.mock.calls.length).toBeLessThan(50_000)
})

it('sets no timer while it advances', async () => {
  const world = createSmallWorld('real')
  const { promise, resolve } = deferred()
  const send = () => {
    world.plan('later', { after: 500 })
    world.awaits(promise)
  }
  world.plan('sends', { after: 100, does: send })
  const advancing = world.clock.advance(100)
  expect(world.log).toEqual(['sends@100'])
  expect(vi.getTimerCount()).toBe(0)
  resolve()
  await advancing
  expect(vi.getTimerCount()).toBe(1)
})

it('rejects an advance beyond the year 9999', async () => {
  const { clock } = createSmallWorld('manual')
  await clock.advanceTo('9999-12-31T23:59:59Z')
  await expect(clock.advance('1s')).rejects.toThrow(/clock\.advance: .* is not a point in time/)
})

it('runs nothing after it is disposed', async () => {
  const world = createSmallWorld('real')
  world.plan('ring', { after: 100 })
  world.dispose()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(vi.getTimerCount()).toBe(0)
  world.clock.resume()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(world.log).toEqual([])
})
