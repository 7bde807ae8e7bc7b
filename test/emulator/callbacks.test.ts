import { describe, expect, it, vi } from 'vitest'
import { createEmulator } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

describe('a callback of the user', () => {
  it.each([
    ['trace.subscribe', 'a listener', undefined],
    ['trace.subscribe', () => {}, 'another'],
  ])('is refused by %s when it is no function', (_, listener, onClear) => {
    const { emulator } = setup()
    expect(() => Reflect.apply(emulator.trace.subscribe, undefined, [listener, onClear])).toThrow(
      /trace\.subscribe: '.*' is not a function/,
    )
  })

  it.each<[string, (fail: () => void) => ReturnType<typeof createEmulator>]>([
    [
      'a subscriber of the trace',
      (fail) => {
        const emulator = createEmulator({ clock: 'manual' })
        emulator.trace.subscribe(fail)
        return emulator
      },
    ],
    [
      'a subscriber of the store',
      (fail) => {
        const emulator = createEmulator({ clock: 'manual' })
        emulator.store.subscribe(fail)
        return emulator
      },
    ],
  ])('does not break a request when it throws: %s', async (_, create) => {
    const report = vi.spyOn(console, 'error').mockReturnValue()
    const emulator = create(() => {
      throw new Error('mine')
    })
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(anOutgoingCall()),
    }
    const { status } = await emulator.fetch('https://graph.microsoft.com/v1.0/communications/calls', request)
    await emulator.clock.advance('2s')
    expect(status).toBe(201)
    expect([...emulator.store.getState().calls].map(({ state }) => state)).toEqual(['established'])
    expect(report).toHaveBeenCalledWith(expect.stringContaining('threw'), new Error('mine'))
    report.mockRestore()
  })

  it('leaves no unhandled rejection when it is asynchronous', async () => {
    const report = vi.spyOn(console, 'error').mockReturnValue()
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const fail = async () => {
      throw new Error('mine')
    }
    const { emulator, graph } = setup({
      onError: fail,
      scenarios: [{ name: 'impossible', steps: [{ after: '1s', do: 'resume' }] }],
    })
    emulator.trace.subscribe(fail, fail)
    emulator.store.subscribe(fail)
    await createCall(graph)
    await emulator.clock.advance('2s')
    emulator.reset()
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
    const reported = new Set(report.mock.calls.map(([text]) => text))
    for (const name of ['onError', 'emulator.trace', 'emulator.store'])
      expect([...reported]).toContainEqual(expect.stringContaining(`${name} threw`))
    report.mockRestore()
  })

  it('does not stop the clock when onError throws', async () => {
    const report = vi.spyOn(console, 'error').mockReturnValue()
    const { emulator, graph } = setup({
      onError() {
        throw new Error('mine')
      },
      scenarios: [{ name: 'impossible', steps: [{ after: '1s', do: 'resume' }] }],
    })
    const call = await createCall(graph)
    await emulator.clock.advance('2s')
    expect(emulator.store.getState().calls.get(call.id)?.state).toBe('establishing')
    expect(emulator.trace.of('refused')).toHaveLength(1)
    expect(report).toHaveBeenCalledWith(expect.stringContaining('onError threw'), new Error('mine'))
    report.mockRestore()
  })

  it('does not stop populate when onError throws', () => {
    const report = vi.spyOn(console, 'error').mockReturnValue()
    const { emulator } = setup({
      clock: { start: '2026-01-05T04:00:00Z', rate: 0 },
      onError() {
        throw new Error('mine')
      },
    })
    expect(emulator.populate({ days: 1, callsPerDay: 1 }).records).toBe(0)
    expect(report).toHaveBeenCalledWith(expect.stringContaining('onError threw'), new Error('mine'))
    report.mockRestore()
  })
})

describe('emulator.fetch', () => {
  it('rejects before anything happens when its signal is aborted already', async () => {
    const { emulator } = setup()
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(emulator.fetch('https://graph.microsoft.com/v1.0/communications/calls', { signal })).rejects.toThrow(
      'too late',
    )
    expect(emulator.trace.entries()).toEqual([])
  })
})
