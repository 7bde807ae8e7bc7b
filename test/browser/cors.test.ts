import { describe, expect, it } from 'vitest'
import { commands } from 'vitest/browser'
import { createToken } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Serves an emulator by HTTP, elsewhere. @returns its origin. */
    serveEmulator: () => Promise<string>
  }
}

// No service worker: the browser itself asks whether the page may, and hands over the answer or does not.
describe('a page of another origin', () => {
  const headers = {
    Authorization: `Bearer ${createToken()}`,
    'Content-Type': 'application/json',
    'client-request-id': 'mine',
    Prefer: 'omit-values=nulls',
  }

  it('creates, reads and ends a call over the network', async () => {
    const origin = await commands.serveEmulator()
    const calls = `${origin}/v1.0/communications/calls`
    expect(origin).not.toBe(location.origin)
    const created = await fetch(calls, { method: 'POST', headers, body: JSON.stringify(anOutgoingCall()) })
    const { id } = await created.json()
    expect([created.status, created.headers.get('location')]).toEqual([201, `${calls}/${id}`])
    expect(created.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect((await fetch(`${calls}/${id}`, { method: 'HEAD', headers })).status).toBe(200)
    expect((await fetch(`${calls}/${id}`, { method: 'DELETE', headers })).status).toBe(204)
  })

  it('reads why it was refused', async () => {
    const origin = await commands.serveEmulator()
    const refused = await fetch(`${origin}/v1.0/communications/callRecords`)
    expect([refused.status, (await refused.json()).error.code]).toEqual([401, 'InvalidAuthenticationToken'])
    expect(refused.headers.get('www-authenticate')).toContain('authorization_uri')
  })
})
