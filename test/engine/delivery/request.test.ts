import { afterEach, describe, expect, it, vi } from 'vitest'
import { anOutgoingCall, CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const LOOPBACK = 'http://localhost:3978/api/calls'

afterEach(() => vi.unstubAllGlobals())

describe('the request of a call notification', () => {
  it('is a POST of JSON with the ids of the call chain and the notification in its headers', async () => {
    const { emulator, graph } = setup({ notifications: { duplicate: 1 } })
    const heads: Record<string, unknown>[] = []
    emulator.receive(CALLBACK, ({ method, headers }) => {
      heads.push({ method, ...Object.fromEntries(headers) })
    })
    const call = await createCall(graph)
    await emulator.settled()
    const head = {
      method: 'POST',
      'content-type': 'application/json',
      'x-microsoft-skype-chain-id': call.callChainId,
      'x-microsoft-skype-message-id': emulator.trace.of('notification')[0]?.id,
    }
    expect(heads).toEqual([head, head])
  })

  it.each([
    ['from Node', undefined, true],
    ['from a page of the same origin', new URL(LOOPBACK), true],
    // The other origin would have to allow each header in its preflight response; many allow the content type only.
    ['from a page of another origin', new URL('http://localhost:5173/'), false],
  ])('sent %s has these headers: %s', async (_, location, named) => {
    const fetched: Headers[] = []
    vi.stubGlobal('location', location)
    vi.stubGlobal('fetch', async ({ headers }: Request) => {
      fetched.push(headers)
      return new Response(null, { status: 202 })
    })
    const { emulator, graph } = setup()
    await createCall(graph, anOutgoingCall({ callbackUri: LOOPBACK.replace('http:', 'https:') }))
    await createCall(graph, anOutgoingCall({ callbackUri: LOOPBACK }))
    await emulator.settled()
    const [headers] = fetched.slice(-1)
    expect(headers?.get('content-type')).toBe('application/json')
    expect(headers?.has('x-microsoft-skype-chain-id')).toBe(named)
    expect(headers?.has('x-microsoft-skype-message-id')).toBe(named)
  })
})

it.each([
  ['a URL that is not absolute', '/calls', () => {}, "'/calls' is not an absolute URL"],
  ['a receiver that is not a function', CALLBACK, undefined, 'undefined is not a function'],
])('receive rejects %s and names the value', (_, url, receiver, why) => {
  const { emulator } = setup()
  // As JavaScript code may pass it.
  expect(() => emulator.receive(url, receiver as () => void)).toThrow(`emulator.receive: ${why}`)
})

it('the request of a change notification has no call headers', async () => {
  const { emulator, graph } = setup()
  const heads: Headers[] = []
  emulator.receive('https://app.contoso.com/changes', ({ url, headers }) => {
    heads.push(headers)
    return new Response(new URL(url).searchParams.get('validationToken'))
  })
  await graph.post('/subscriptions', {
    resource: 'communications/callRecords',
    changeType: 'created',
    notificationUrl: 'https://app.contoso.com/changes',
    expirationDateTime: '2026-01-06T09:00:00Z',
  })
  const call = await createCall(graph)
  await emulator.clock.advance('2s')
  await graph.delete(`/communications/calls/${call.id}`)
  await emulator.clock.runToIdle()
  expect(heads.map((head) => Object.fromEntries(head)).at(-1)).toEqual({ 'content-type': 'application/json' })
})
