import { describe, expect, it } from 'vitest'
import { commands } from 'vitest/browser'
import { createToken } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Serves an emulator over HTTP at another origin. @returns the origin. */
    serveEmulator: () => Promise<string>
  }
}

// Without a service worker: the browser itself sends preflights and enforces CORS.
describe('CORS', () => {
  const headers = {
    Authorization: `Bearer ${createToken()}`,
    'Content-Type': 'application/json',
    'client-request-id': 'mine',
    Prefer: 'omit-values=nulls',
  }

  it('allows a page of another origin to create, read and end a call', async () => {
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

  it('allows a page of another origin to read error responses', async () => {
    const origin = await commands.serveEmulator()
    const rejected = await fetch(`${origin}/v1.0/communications/callRecords`)
    expect([rejected.status, (await rejected.json()).error.code]).toEqual([401, 'InvalidAuthenticationToken'])
    expect(rejected.headers.get('www-authenticate')).toContain('authorization_uri')
  })
})
