import { describe, expect, it } from 'vitest'
import { endpointGroups } from '../../src/modules.ts'
import { anOutgoingCall } from '../support/bodies.ts'
import { endedCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const subscription = {
  changeType: 'created',
  resource: '/communications/callRecords',
  notificationUrl: 'https://app.example/subscriptions',
  expirationDateTime: '2026-01-06T09:00:00Z',
}
const batch = { requests: [{ id: '1', method: 'GET', url: '/communications/calls' }] }

describe('code that is loaded with the first request for it', () => {
  // The ids in a response depend on what was decided before.
  it('changes no response: requests that arrive meanwhile are decided after it, in their order', async () => {
    const sendAtOnce = async ({ emulator, graph }: ReturnType<typeof setup>) => {
      emulator.receive(subscription.notificationUrl, ({ url }) => {
        return new Response(new URL(url).searchParams.get('validationToken'))
      })
      const answers = await Promise.all([
        graph.post('/communications/callRecords', { version: 1 }),
        graph.post('/subscriptions', subscription),
        graph.post('/communications/calls', anOutgoingCall()),
        graph.get('/communications/callRecords'),
        graph.post('/$batch', batch),
        graph.post('/communications/calls', anOutgoingCall()),
        graph.get('/communications/calls/unknown'),
      ])
      return answers.map(({ status, body }) => ({ status, body }))
    }
    const loaded = setup()
    await loaded.emulator.load()
    const [expected, actual] = [await sendAtOnce(loaded), await sendAtOnce(setup())]
    expect(expected.map(({ status }) => status)).toEqual([201, 201, 201, 200, 200, 201, 404])
    expect(actual).toEqual(expected)
  })

  it('makes the clock wait, so that the request is decided before time passes', async () => {
    const { emulator, call } = await endedCall(setup())
    const { callChainId } = call
    const answer = emulator.fetch(`https://graph.microsoft.com/v1.0/communications/callRecords/${callChainId}`)
    await emulator.clock.advance('40d')
    expect((await answer).status).toBe(200)
    const later = await emulator.fetch(`https://graph.microsoft.com/v1.0/communications/callRecords/${callChainId}`)
    expect(later.status).toBe(404)
  })

  it.each(endpointGroups)(
    'has the endpoints of $path that are listed before it is loaded',
    async ({ addresses, load }) => {
      const loaded = await load()
      expect(addresses).toEqual(
        loaded.map(({ method, path, alsoAt, type, betaOnly }) => ({ method, path, alsoAt, type, betaOnly })),
      )
    },
  )
})
