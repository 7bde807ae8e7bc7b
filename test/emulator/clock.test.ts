import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEmulator, type EmulatorOptions } from '../../src/index.ts'
import { createCall } from '../support/calls.ts'
import { createGraph } from '../support/graph.ts'

const WALL = Date.parse('2026-05-01T12:00:00Z')

// Fake timers stand for the wall clock, which the emulators' clocks follow.
beforeEach(() => {
  vi.useFakeTimers({ now: WALL })
})
afterEach(() => {
  vi.useRealTimers()
})

async function aRunningCall(clock: EmulatorOptions['clock']) {
  const emulator = createEmulator({ seed: 7, ...(clock && { clock }) })
  const graph = createGraph((url, init) => emulator.fetch(url, init))
  const { id }: { id: string } = await createCall(graph)
  const state = () => emulator.store.getState().calls.get(id)?.state
  return { emulator, graph, id, state }
}

describe('a running clock', () => {
  it('starts at the wall clock’s time and runs events when they are due', async () => {
    const { emulator, state } = await aRunningCall('real')
    expect(emulator.clock.now()).toBe(WALL)
    await vi.advanceTimersByTimeAsync(1_999)
    expect([state(), emulator.clock.now()]).toEqual(['establishing', WALL + 1_999])
    await vi.advanceTimersByTimeAsync(1)
    expect(state()).toBe('established')
  })

  it('is the default clock', async () => {
    const { emulator } = await aRunningCall(undefined)
    expect([emulator.clock.now(), emulator.clock.rate]).toEqual([WALL, 1])
  })

  it('runs from the given start at the given rate', async () => {
    const start = Date.parse('2026-03-01T08:00:00Z')
    const { emulator, state } = await aRunningCall({ start, rate: 10 })
    await vi.advanceTimersByTimeAsync(199)
    expect([state(), emulator.clock.now() - start]).toEqual(['establishing', 1_990])
    await vi.advanceTimersByTimeAsync(1)
    expect([state(), emulator.clock.now() - start]).toEqual(['established', 2_000])
  })

  it('changes its rate immediately', async () => {
    const { emulator, state } = await aRunningCall('real')
    await vi.advanceTimersByTimeAsync(1_000)
    emulator.clock.rate = 100
    expect(emulator.clock.now()).toBe(WALL + 1_000)
    await vi.advanceTimersByTimeAsync(9)
    expect(state()).toBe('establishing')
    await vi.advanceTimersByTimeAsync(1)
    expect([state(), emulator.clock.rate]).toEqual(['established', 100])
  })

  it('stops while it is paused and then continues', async () => {
    const { emulator, state } = await aRunningCall('real')
    await vi.advanceTimersByTimeAsync(1_500)
    emulator.clock.pause()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([state(), emulator.clock.now(), emulator.clock.rate]).toEqual(['establishing', WALL + 1_500, 0])
    emulator.clock.resume()
    await vi.advanceTimersByTimeAsync(499)
    expect(state()).toBe('establishing')
    await vi.advanceTimersByTimeAsync(1)
    expect([state(), emulator.clock.rate]).toEqual(['established', 1])
  })

  it('resumes at its previous rate', async () => {
    const { emulator } = await aRunningCall({ start: 0, rate: 4 })
    emulator.clock.pause()
    emulator.clock.resume()
    await vi.advanceTimersByTimeAsync(100)
    expect([emulator.clock.now(), emulator.clock.rate]).toEqual([400, 4])
  })

  it('can be advanced', async () => {
    const { emulator, state } = await aRunningCall('real')
    await emulator.clock.advance('1h')
    expect([state(), emulator.clock.now()]).toEqual(['terminated', WALL + 3_600_000])
  })

  it('takes a call through all its states without being advanced', async () => {
    const { emulator, graph, id, state } = await aRunningCall('real')
    await vi.advanceTimersByTimeAsync(2_000)
    expect((await graph.delete(`/communications/calls/${id}`)).status).toBe(204)
    await vi.advanceTimersByTimeAsync(100)
    expect(state()).toBe('terminated')
    expect(emulator.trace.of('transition').map(({ to, at }) => [to, at - WALL])).toEqual([
      ['establishing', 0],
      ['established', 2_000],
      ['terminating', 2_000],
      ['terminated', 2_100],
    ])
  })

  it('continues from the time of a restored snapshot', async () => {
    const { emulator, state } = await aRunningCall('real')
    const snapshot = emulator.snapshot()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(state()).toBe('established')
    emulator.restore(snapshot)
    expect([state(), emulator.clock.now()]).toEqual(['establishing', WALL])
    await vi.advanceTimersByTimeAsync(2_000)
    expect([state(), emulator.clock.now()]).toEqual(['established', WALL + 2_000])
  })

  it('stops for good and leaves no timer when the emulator is disposed', async () => {
    const { emulator, state } = await aRunningCall('real')
    expect(vi.getTimerCount()).toBeGreaterThan(0)
    emulator[Symbol.dispose]()
    expect(vi.getTimerCount()).toBe(0)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(state()).toBe('establishing')
  })
})

describe('a manual clock', () => {
  it('does not follow the wall clock', async () => {
    const { emulator, state } = await aRunningCall('manual')
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect([state(), emulator.clock.now()]).toEqual(['establishing', Date.parse('2026-01-05T09:00:00Z')])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('runs after resume and stops after pause', async () => {
    const { emulator, state } = await aRunningCall('manual')
    emulator.clock.resume()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(state()).toBe('established')
    emulator.clock.pause()
    const now = emulator.clock.now()
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(emulator.clock.now()).toBe(now)
  })

  it.each(['soon', '-1s', Number.NaN, '2 s', {}])('rejects %j as a duration and does not advance', async (duration) => {
    const { emulator } = await aRunningCall('manual')
    await expect(emulator.clock.advance(duration as string)).rejects.toThrow('clock.advance')
    expect(emulator.clock.now()).toBe(Date.parse('2026-01-05T09:00:00Z'))
  })

  it('rejects a point in time in the past', async () => {
    const { emulator } = await aRunningCall('manual')
    await expect(emulator.clock.advanceTo('2026-01-05T08:59:59Z')).rejects.toThrow('2026-01-05T08:59:59')
    await emulator.clock.advanceTo('2026-01-05T09:00:00Z')
    await expect(emulator.clock.advanceTo('tomorrow')).rejects.toThrow("'tomorrow'")
  })

  it.each([-1, Number.NaN, 'fast'])('rejects a rate of %j', async (rate) => {
    const { emulator } = await aRunningCall('manual')
    expect(() => {
      emulator.clock.rate = rate as number
    }).toThrow('clock.rate')
    expect(emulator.clock.rate).toBe(0)
  })
})
