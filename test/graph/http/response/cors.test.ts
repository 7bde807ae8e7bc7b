import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { setup } from '../../../support/setup.ts'

const ORIGIN = { Origin: 'https://app.contoso.com' }
const url = (path: string) => `https://graph.microsoft.com/v1.0${path}`

const listOf = (header: string | null) => (header ?? '').split(',').map((name) => name.trim().toLowerCase())

describe('a preflight request of a browser', () => {
  it.each([
    ['POST', '/communications/calls'],
    ['DELETE', '/communications/calls/x'],
    ['PATCH', '/subscriptions/x'],
    ['GET', '/communications/calls/x/nowhere'],
    ['POST', '/$batch'],
  ])('is allowed: %s %s', async (method, path) => {
    const { emulator } = setup({ auth: 'permissions' })
    const { ok, headers } = await emulator.fetch(url(path), {
      method: 'OPTIONS',
      headers: {
        ...ORIGIN,
        'Access-Control-Request-Method': method,
        'Access-Control-Request-Headers': 'authorization,content-type,prefer,sdkversion',
      },
    })
    expect([ok, headers.get('access-control-allow-origin')]).toEqual([true, '*'])
    expect(listOf(headers.get('access-control-allow-methods'))).toContain(method.toLowerCase())
    expect(listOf(headers.get('access-control-allow-headers'))).toEqual([
      'authorization',
      'content-type',
      'prefer',
      'sdkversion',
    ])
  })

  it('is allowed without a token, and unaffected by faults and limits', async () => {
    const { emulator } = setup({ auth: 'required', faults: [{ drop: true }], throttle: 'graph' })
    for (const base of ['v1.0', 'v7'])
      expect(
        (await emulator.fetch(`https://graph.microsoft.com/${base}/communications/calls`, { method: 'OPTIONS' }))
          .status,
      ).toBe(200)
    expect(emulator.store.getState().calls.size).toBe(0)
  })

  it('is not answered for other services', async () => {
    const { emulator } = setup()
    expect(
      (await emulator.fetch('https://api.contoso.com/v1.0/communications/calls', { method: 'OPTIONS' })).status,
    ).toBe(404)
  })
})

describe('a page of another origin', () => {
  it('can read the response and its headers', async () => {
    const { emulator } = setup()
    const { status, headers } = await emulator.fetch(url('/communications/calls'), {
      method: 'POST',
      headers: { ...ORIGIN, 'Content-Type': 'application/json' },
      body: JSON.stringify(anOutgoingCall()),
    })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([201, '*'])
    const exposed = listOf(headers.get('access-control-expose-headers'))
    for (const name of ['request-id', 'client-request-id', 'location', 'etag', 'retry-after', 'www-authenticate'])
      expect(exposed).toContain(name)
  })

  it.each([
    ['a refusal', '/communications/calls/x/nowhere', 400, {}],
    ['a failure on order', '/subscriptions', 503, { faults: [{ error: { status: 503, code: 'x' } }] }],
    ['an answer that is cut', '/subscriptions', 200, { faults: [{ malformed: true as const }] }],
    ['a missing token', '/subscriptions', 401, { auth: 'required' as const }],
  ])('can read %s', async (_, path, expected, options) => {
    const { emulator } = setup(options)
    const { status, headers } = await emulator.fetch(url(path), { headers: ORIGIN })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([expected, '*'])
  })

  it('is assumed only for requests with an Origin header', async () => {
    const { emulator } = setup()
    const { headers } = await emulator.fetch(url('/subscriptions'))
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})
