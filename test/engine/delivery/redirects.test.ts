import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createEmulator } from '../../../src/index.ts'
import { anOutgoingCall } from '../../support/bodies.ts'

/** A real server that redirects every notification to another path of its own. */
async function redirectingServer(status: number) {
  const requested: string[] = []
  const server = createServer((request, response) => {
    requested.push(request.url ?? '')
    response.writeHead(request.url === '/moved' ? 202 : status, { location: '/moved' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/webhook`, requested, close: () => server.close() }
}

describe('a webhook that redirects', () => {
  it.each([301, 302, 307, 308])('has failed, and is not followed: %i', async (status) => {
    const { url, requested, close } = await redirectingServer(status)
    try {
      const emulator = createEmulator({ clock: 'manual' })
      await emulator.fetch('https://graph.microsoft.com/v1.0/communications/calls', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...anOutgoingCall(), callbackUri: url }),
      })
      await emulator.settled()
      expect(requested).toEqual(['/webhook'])
      expect(emulator.trace.of('delivery')).toMatchObject([
        { outcome: 'failed', why: expect.stringContaining('redirect') },
      ])
    } finally {
      close()
    }
  })
})

describe('disposing of an emulator', () => {
  it('aborts a notification that its receiver does not answer', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    let aborted: unknown
    emulator.receive(
      'https://bot.contoso.com/callback',
      ({ signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            aborted = signal.reason
          })
        }),
    )
    emulator.incomingCall({ callbackUri: 'https://bot.contoso.com/callback' })
    await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    emulator[Symbol.dispose]()
    await emulator.settled()
    expect(aborted).toBeInstanceOf(Error)
  })
})
