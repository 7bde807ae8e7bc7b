import { describe, expect, it, vi } from 'vitest'
import { aSubscription, HOOK, LIFECYCLE, setupReceiver } from './receiver.ts'

// A webhook's ten seconds are time of the wall clock, which fake timers replace here.
vi.mock('../../src/engine/time/wall-timer.ts', () => import('../support/wall-timer-by-fakes.ts'))

const html = (token: string) => new Response(token, { headers: { 'content-type': 'text/html' } })

describe('the validation of notification URLs', () => {
  it('sends each URL its own token', async () => {
    const bodies: [string | null, string][] = []
    const { graph, validated } = setupReceiver({
      async validation(token, request) {
        bodies.push([request.headers.get('content-type'), await request.text()])
        return new Response(token)
      },
    })
    const { status, body } = await graph.post('/subscriptions', aSubscription({ lifecycleNotificationUrl: LIFECYCLE }))
    expect([status, body.lifecycleNotificationUrl]).toEqual([201, LIFECYCLE])
    expect(validated).toEqual([
      expect.stringMatching(/^https:\/\/app\.contoso\.com\/changes\?tenant=1&validationToken=Validation%3A%20Testing/),
      expect.stringMatching(/^https:\/\/app\.contoso\.com\/lifecycle\?validationToken=Validation%3A%20Testing/),
    ])
    expect(new Set(validated.map((url) => new URL(url).searchParams.get('validationToken'))).size).toBe(2)
    expect(bodies).toEqual(Array(2).fill(['text/plain; charset=utf-8', '']))
  })

  it('keeps the query of the URL', async () => {
    const { graph, validated } = setupReceiver()
    await graph.post('/subscriptions', aSubscription({ notificationUrl: `${HOOK}&code=a%20b+c` }))
    expect(validated[0]).toContain('?tenant=1&code=a%20b+c&validationToken=')
  })

  it.each<[string, (token: string) => Response, string]>([
    ['responds with another status', () => new Response('nope', { status: 404 }), 'responded 404'],
    ['responds 202', (token) => new Response(token, { status: 202 }), 'responded 202'],
    ['returns another text', () => new Response('something else'), "'something else'"],
    ['returns the token without decoding it', (token) => new Response(encodeURIComponent(token)), 'decoded'],
    ['responds with another content type', html, "'text/html'"],
    [
      'fails',
      () => {
        throw new Error('mine')
      },
      'validation request failed',
    ],
  ])('rejects the subscription when the webhook %s', async (_, validation, named) => {
    const { graph, subscriptions } = setupReceiver({ validation })
    const { status, body } = await graph.post('/subscriptions', aSubscription())
    expect([status, body.error.code, subscriptions()]).toEqual([400, 'InvalidRequest', 0])
    expect(body.error.message).toContain('Subscription validation request failed.')
    expect(body.error.message).toContain(named)
  })

  it('rejects the subscription when only the lifecycle URL fails validation', async () => {
    const { graph, validated, subscriptions } = setupReceiver({
      validation: (token, { url }) => new Response(url.startsWith(LIFECYCLE) ? 'other' : token),
    })
    const { status, body } = await graph.post('/subscriptions', aSubscription({ lifecycleNotificationUrl: LIFECYCLE }))
    expect([status, validated.length, subscriptions()]).toEqual([400, 2, 0])
    expect(body.error.message).toContain(`'${LIFECYCLE}'`)
  })

  it.each([
    ['just in time', 10_000, 201, undefined],
    ['too late', 10_001, 400, 'Subscription validation request timed out.'],
  ])('gives the webhook ten seconds: %s', async (_, tookMs, status, message) => {
    vi.useFakeTimers()
    try {
      const { graph, subscriptions } = setupReceiver({
        validation: (token) => new Promise((resolve) => setTimeout(() => resolve(new Response(token)), tookMs)),
      })
      const answer = graph.post('/subscriptions', aSubscription())
      await vi.advanceTimersByTimeAsync(10_001)
      expect((await answer).status).toBe(status)
      expect((await answer).body.error?.code).toBe(message && 'InvalidRequest')
      if (message) expect((await answer).body.error.message).toContain(message)
      expect(subscriptions()).toBe(message ? 0 : 1)
    } finally {
      vi.useRealTimers()
    }
  })
})
