import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClockOption } from '../../../src/engine/time/clock.ts'
import { RunawayError } from '../../../src/engine/time/run-due-events.ts'
import { createSmallWorld, deferred, type SmallWorld } from './small-world.ts'

interface Mode {
  readonly option: ClockOption
  /** Lets the emulator's time advance by `ms`. */
  pass(world: SmallWorld, ms: number): Promise<unknown>
  /** Lets `ms` pass and returns the first exception of an event. */
  failure(world: SmallWorld, ms: number): Promise<unknown>
}

const advanced = {
  pass: ({ clock }: SmallWorld, ms: number) => clock.advance(ms),
  failure: ({ clock }: SmallWorld, ms: number) => clock.advance(ms).catch((error: unknown) => error),
}
const running = (rate: number) => ({
  pass: (_: SmallWorld, ms: number) => vi.advanceTimersByTimeAsync(ms / rate),
  async failure({ errors }: SmallWorld, ms: number) {
    await vi.advanceTimersByTimeAsync(ms / rate)
    return errors[0]
  },
})

const modes: Record<string, Mode> = {
  'a paused clock, advanced': { option: 'manual', ...advanced },
  'a running clock, advanced': { option: 'real', ...advanced },
  'a running clock, not advanced': { option: 'real', ...running(1) },
  'a clock running ten times as fast, not advanced': { option: { rate: 10 }, ...running(10) },
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe.each(Object.entries(modes))('%s', (_, { option, pass, failure }) => {
  it('runs an event when it is due and not before', async () => {
    const world = createSmallWorld(option)
    world.plan('record', { after: 60_000 })
    world.plan('ring', { after: 200 })
    await pass(world, 190)
    expect(world.log).toEqual([])
    await pass(world, 10)
    expect(world.log).toEqual(['ring@200'])
  })

  it('runs events by time, and events at the same time by sequence number', async () => {
    const world = createSmallWorld(option)
    world.plan('third', { after: 300 })
    world.plan('first', { after: 100 })
    world.plan('second', { after: 200, background: true })
    world.plan('second, too', { after: 200 })
    await pass(world, 1_000)
    expect(world.log).toEqual(['first@100', 'second@200', 'second, too@200', 'third@300'])
    expect(world.elapsed()).toBe(1_000)
  })

  it('runs events that other events schedule, each at its own time', async () => {
    const world = createSmallWorld(option)
    const answer = () => world.plan('answer', { after: 50, does: () => world.plan('media', { after: 0 }) })
    world.plan('ring', { after: 100, does: answer })
    world.plan('later', { after: 160 })
    await pass(world, 200)
    expect(world.log).toEqual(['ring@100', 'answer@150', 'media@150', 'later@160'])
  })

  it('skips cancelled events', async () => {
    const world = createSmallWorld(option)
    const doomed = world.plan('doomed', { after: 100 })
    world.plan('cancels', { after: 50, does: () => world.cancel(doomed) })
    await pass(world, 200)
    expect(world.log).toEqual(['cancels@50'])
  })

  it('holds the time until the requests that an event sent are answered', async () => {
    const world = createSmallWorld(option)
    const { promise, resolve } = deferred()
    world.plan('sends', { after: 100, does: () => world.awaits(promise) })
    world.plan('waits', { after: 200 })
    const passing = pass(world, 500)
    await vi.advanceTimersByTimeAsync(1)
    expect(world.log).toEqual(['sends@100'])
    expect(world.elapsed()).toBeLessThanOrEqual(200)
    resolve()
    await passing
    await vi.advanceTimersByTimeAsync(0)
    expect(world.log).toEqual(['sends@100', 'waits@200'])
  })

  it('runs the other events when one throws, then reports the first exception', async () => {
    const world = createSmallWorld(option)
    const fail = (text: string) => () => {
      throw new Error(text)
    }
    world.plan('bad', { after: 100, does: fail('first') })
    world.plan('worse', { after: 100, does: fail('second') })
    world.plan('good', { after: 100 })
    expect(await failure(world, 300)).toEqual(new Error('first'))
    expect(world.log).toEqual(['bad@100', 'worse@100', 'good@100'])
    expect(world.elapsed()).toBe(300)
  })

  it('stops after 100,000 events at one instant that keep causing each other', async () => {
    const world = createSmallWorld(option)
    const again = () => void world.plan('again', { after: 0, does: again })
    world.plan('again', { after: 100, does: again })
    const error = await failure(world, 200)
    expect(error).toBeInstanceOf(RunawayError)
    expect(String(error)).toContain('100000 events')
    expect(String(error)).toContain('sequence 100001')
    expect(world.log).toHaveLength(100_000)
    expect(world.elapsed()).toBe(100)
  })

  it('runs to idle without waiting and leaves later background events pending', async () => {
    const world = createSmallWorld(option)
    world.plan('expiry', { after: 5_000_000, background: true })
    world.plan('heartbeat', { after: 300, background: true })
    world.plan('ring', { after: 1_000, does: () => world.plan('record', { after: 3_600_000 }) })
    await world.clock.runToIdle()
    expect(world.log).toEqual(['heartbeat@300', 'ring@1000', 'record@3601000'])
    expect(world.elapsed()).toBe(3_601_000)
  })

  it('is idle when only cancelled events are left', async () => {
    const world = createSmallWorld(option)
    world.plan('expiry', { after: 50, background: true })
    world.cancel(world.plan('doomed', { after: 100 }))
    await world.clock.runToIdle()
    expect(world.log).toEqual([])
    expect(world.elapsed()).toBe(0)
  })

  it('runs advances one at a time, in the order they were requested', async () => {
    const world = createSmallWorld(option)
    const { promise, resolve } = deferred()
    world.plan('slow', { after: 100, does: () => world.awaits(promise) })
    world.plan('last', { after: 250 })
    const both = Promise.all([world.clock.advance(150), world.clock.advance(150)])
    await vi.advanceTimersByTimeAsync(0)
    expect(world.log).toEqual(['slow@100'])
    resolve()
    await both
    expect(world.log).toEqual(['slow@100', 'last@250'])
    expect(world.elapsed()).toBe(300)
  })

  it('continues from a saved state with the events that are pending', async () => {
    const world = createSmallWorld(option)
    world.plan('before', { after: 100 })
    const saved = world.state()
    await pass(world, 150)
    world.plan('after', { after: 50 })
    world.moveTo(saved)
    expect(world.elapsed()).toBe(0)
    await pass(world, 200)
    expect(world.log).toEqual(['before@100', 'after@200'])
  })

  it('advances to a point in time and rejects one in the past', async () => {
    const world = createSmallWorld(option)
    world.plan('ring', { after: 100 })
    await world.clock.advanceTo(new Date(world.clock.now() + 100))
    expect(world.log).toEqual(['ring@100'])
    await expect(world.clock.advanceTo(world.clock.now() - 1)).rejects.toThrow(RangeError)
    await expect(world.clock.advanceTo('yesterday')).rejects.toThrow(
      /clock.advanceTo: 'yesterday' is not a point in time/,
    )
    await expect(world.clock.advance('soon')).rejects.toThrow(/clock.advance: 'soon' is not a duration/)
  })

  it('stops when paused and runs again when resumed', async () => {
    const world = createSmallWorld(option)
    const { clock } = world
    world.plan('ring', { after: 1_000 })
    clock.pause()
    expect(clock.rate).toBe(0)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(world.elapsed()).toBe(0)
    clock.resume()
    await vi.advanceTimersByTimeAsync(1_000 / clock.rate)
    expect(world.log).toEqual(['ring@1000'])
    expect(world.elapsed()).toBe(1_000)
  })

  it('runs at the rate that is set', async () => {
    const world = createSmallWorld(option)
    world.plan('ring', { after: 60_000 })
    world.clock.rate = 60
    await vi.advanceTimersByTimeAsync(999)
    expect(world.log).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(world.log).toEqual(['ring@60000'])
    world.clock.rate = 0
    await vi.advanceTimersByTimeAsync(1_000)
    expect(world.elapsed()).toBe(60_000)
    expect(() => {
      world.clock.rate = -1
    }).toThrow(/clock.rate: -1 is not a speed/)
  })
})
