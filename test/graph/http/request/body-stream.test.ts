import { afterEach, describe, expect, it, vi } from 'vitest'
import { setup } from '../../../support/setup.ts'

afterEach(() => vi.restoreAllMocks())

const ROOT = 'https://graph.microsoft.com/v1.0'

/** A body that begins well, and then fails. */
function failingBody(begin: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  let sent = false
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new Error('the file is gone'))
      else controller.enqueue(begin)
      sent = true
    },
  })
}

describe('a body whose stream fails', () => {
  it.each([
    ['/communications/calls', {}],
    ['/communications/calls', { 'Content-Encoding': 'gzip' }],
    ['/communications/calls/x/keepAlive', {}],
    ['/communications/callRecords', {}],
    ['/subscriptions', {}],
    ['/$batch', {}],
  ])('is the client’s error: POST %s %j', async (path, headers) => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { emulator } = setup()
    const before = emulator.store.getState()
    const response = await emulator.fetch(ROOT + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: failingBody(new TextEncoder().encode('{"requests":[')),
      ...{ duplex: 'half' },
    })
    // `keepAlive` takes no body, so it is not read.
    const expected = path.endsWith('keepAlive') ? [404, '8522'] : [400, 'BadRequest']
    expect([response.status, (await response.json()).error.code]).toEqual(expected)
    expect(emulator.store.getState()).toBe(before)
    expect(logged).not.toHaveBeenCalled()
    if (expected[0] === 400) expect(emulator.trace.of('response')[0]?.error).toContain('could not be read to its end')
  })

  it('because the request was aborted makes fetch reject', async () => {
    const { emulator } = setup()
    const abort = new AbortController()
    const body = new ReadableStream({
      pull() {
        abort.abort(new Error('too slow'))
      },
    })
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, signal: abort.signal }
    await expect(emulator.fetch(`${ROOT}/communications/calls`, { ...init, ...{ duplex: 'half' } })).rejects.toThrow(
      'too slow',
    )
    expect(emulator.store.getState().calls.size).toBe(0)
  })
})
