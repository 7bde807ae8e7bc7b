import { describe, expect, it } from 'vitest'
import { setup } from '../support/setup.ts'

const THROTTLED = { status: 429, code: 'TooManyRequests', message: 'Please retry again later.', retryAfter: 2 }

describe('a fault', () => {
  it('answers instead, in the envelope of an error', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ error: THROTTLED })
    const { status, headers, body } = await graph.get('/communications/callRecords')
    expect([status, headers.get('retry-after')]).toEqual([429, '2'])
    expect(body.error).toMatchObject({
      code: 'TooManyRequests',
      message: 'Please retry again later.',
      innerError: { 'request-id': headers.get('request-id') },
    })
  })

  it('concerns the requests it is for, as often as it says', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ match: { method: 'GET', path: '/communications/callRecords' }, error: THROTTLED, times: 2 })
    const get = async (path: string) => (await graph.get(path)).status
    expect(await get('/subscriptions')).toBe(200)
    expect((await graph.post('/communications/callRecords', {})).status).toBe(201)
    expect([
      await get('/communications/callRecords'),
      await get('/communications/callRecords'),
      await get('/communications/callRecords'),
    ]).toEqual([429, 429, 200])
  })

  it('that is drawn strikes the same requests with the same seed', async () => {
    const struck = async (seed: number) => {
      const { emulator, graph } = setup({ seed })
      emulator.faults.add({ error: THROTTLED, probability: 0.5 })
      const statuses: number[] = []
      for (let count = 0; count < 40; count += 1) statuses.push((await graph.get('/subscriptions')).status)
      return statuses.join()
    }
    const first = await struck(1)
    expect(first).toContain('429')
    expect(first).toContain('200')
    expect(await struck(1)).toBe(first)
    expect(await struck(2)).not.toBe(first)
  })

  it('is taken away, cleared and reset', async () => {
    const { emulator, graph } = setup()
    const status = async () => (await graph.get('/subscriptions')).status
    const takeAway = emulator.faults.add({ error: THROTTLED, times: 3 })
    expect(await status()).toBe(429)
    takeAway()
    expect(await status()).toBe(200)
    emulator.faults.add({ error: THROTTLED })
    emulator.faults.clear()
    expect(await status()).toBe(200)
    emulator.faults.add({ error: THROTTLED })
    emulator.reset()
    expect(await status()).toBe(200)
  })

  it('is a part of snapshots, with what is left of it', async () => {
    const { emulator, graph } = setup()
    const status = async () => (await graph.get('/subscriptions')).status
    emulator.faults.add({ error: THROTTLED, times: 2 })
    expect(await status()).toBe(429)
    const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
    expect([await status(), await status()]).toEqual([429, 200])
    emulator.restore(snapshot)
    expect([await status(), await status()]).toEqual([429, 200])
  })

  it.each([
    ['no error', {}, "'error'"],
    ['a status that is no failure', { error: { status: 200, code: 'OK' } }, "'error.status'"],
    ['a path without its slash', { error: THROTTLED, match: { path: 'communications' } }, "'match.path'"],
    ['a probability that is none', { error: THROTTLED, probability: 2 }, "'probability'"],
  ])('is refused for %s', (_, rule, named) => {
    const { emulator } = setup()
    expect(() => emulator.faults.add(rule)).toThrow(named)
  })
})
