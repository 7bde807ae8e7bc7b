import { AnonymousAuthenticationProvider } from '@microsoft/kiota-abstractions'
import { HttpClient, MiddlewareFactory } from '@microsoft/kiota-http-fetchlibrary'
import { createGraphServiceClient, GraphRequestAdapter } from '@microsoft/msgraph-sdk'
import {
  type CallRecord,
  createCallRecordCollectionResponseFromDiscriminatorValue,
} from '@microsoft/msgraph-sdk/models/callRecords/index.js'
import type { Call } from '@microsoft/msgraph-sdk/models/index.js'
import { BatchRequestContent, PageIterator } from '@microsoft/msgraph-sdk-core'
import { createSubscriptionsServiceClient } from '@microsoft/msgraph-sdk-subscriptions'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../../src/index.ts'
import { ADELE, CALLBACK } from '../support/bodies.ts'
import { createCommunicationsClient, errorMappings } from './communications-client.ts'

let close = () => {}
afterEach(() => close())

/** Microsoft's newer client with its adapter and, by default, its own middleware. */
function open(httpClient?: HttpClient) {
  const emulator = createEmulator({ seed: 7, clock: 'manual' })
  const server = setupServer(...emulator.handlers)
  server.listen()
  close = () => server.close()
  const adapter = new GraphRequestAdapter(new AnonymousAuthenticationProvider(), undefined, undefined, httpClient)
  // Registers the JSON serializers of the adapter and sets the service's URL.
  createGraphServiceClient(adapter)
  const { subscriptions } = createSubscriptionsServiceClient(adapter)
  const place = async (changes: Partial<Call> = {}) => {
    const call = await graph.calls.post({ ...aCall(), ...changes })
    return { ...call, id: call?.id ?? '', callChainId: call?.callChainId ?? '' }
  }
  const graph = createCommunicationsClient(adapter)
  return { emulator, adapter, subscriptions, place, graph }
}

const APP_INSTANCE = 'b1c7a9e2-6f34-4c1f-9f61-3a5d0a8f6f10'

function aCall(): Call {
  return {
    callbackUri: CALLBACK,
    targets: [
      {
        odataType: '#microsoft.graph.invitationParticipantInfo',
        identity: { odataType: '#microsoft.graph.identitySet', user: { id: ADELE, displayName: 'Adele Vance' } },
      },
    ],
    requestedModalities: ['audio'],
    mediaConfig: { odataType: '#microsoft.graph.serviceHostedMediaConfig' },
  }
}

describe("Microsoft's generated client", () => {
  it('places a call, keeps it alive, plays a prompt and hangs up', async () => {
    const { emulator, graph, place } = open()
    const call = await place({ subject: 'Survey' })
    expect(call).toMatchObject({ state: 'establishing', subject: 'Survey', requestedModalities: ['audio'] })
    await emulator.clock.advance('2s')
    const placed = graph.calls.byCallId(call.id)
    await placed.keepAlive.post()
    const mediaInfo = { odataType: '#microsoft.graph.mediaInfo', uri: 'https://cdn.contoso.com/welcome.wav' }
    const prompts = [{ odataType: '#microsoft.graph.mediaPrompt', mediaInfo }]
    const operation = await placed.playPrompt.post({ prompts, clientContext: 'welcome' })
    expect(operation).toMatchObject({ odataType: '#microsoft.graph.playPromptOperation', clientContext: 'welcome' })
    expect(await placed.delete()).toBeUndefined()
    await emulator.clock.runToIdle()
    await expect(placed.get()).rejects.toMatchObject({ responseStatusCode: 404, errorEscaped: { code: '8522' } })
  })

  it('selects and expands with its own query syntax', async () => {
    const { emulator, graph, place } = open()
    const call = await place()
    await emulator.clock.advance('2s')
    const shown = await graph.calls
      .byCallId(call.id)
      .get({ queryParameters: { select: ['state'], expand: ['participants'] } })
    expect(shown).toMatchObject({ state: 'established', participants: [{}, {}] })
    expect(shown?.id).toBeUndefined()
    await graph.calls.byCallId(call.id).delete()
    await emulator.clock.runToIdle()
    const expand = (property: string) =>
      graph.callRecords.byCallRecordId(call.callChainId).get({ queryParameters: { expand: [property] } })
    const record = { id: call.callChainId }
    expect(await expand('sessions($expand=segments)')).toMatchObject({ ...record, sessions: [{ segments: [{}] }] })
    expect(await expand('participants_v2')).toMatchObject({ ...record, participantsV2: [{}, {}] })
  })

  it('calls functions by their namespace-qualified names', async () => {
    const { emulator, graph, place } = open()
    // Its model has users, devices and applications only, but the type is open.
    const identityOf = (additionalData: Record<string, unknown>) => ({
      odataType: '#microsoft.graph.identitySet',
      additionalData,
    })
    const applicationInstance = { '@odata.type': '#microsoft.graph.identity', id: APP_INSTANCE }
    const phone = { '@odata.type': '#microsoft.graph.identity', id: '+12065550199' }
    const call = await place({
      source: { odataType: '#microsoft.graph.participantInfo', identity: identityOf({ applicationInstance }) },
      targets: [{ odataType: '#microsoft.graph.invitationParticipantInfo', identity: identityOf({ phone }) }],
    })
    await emulator.clock.advance('20s')
    await graph.calls.byCallId(call.id).delete()
    await emulator.clock.runToIdle()
    const rows = await graph.callRecords
      .microsoftGraphCallRecordsGetPstnCallsWithFromDateTimeWithToDateTime(
        new Date('2026-01-05T00:00:00Z'),
        new Date('2026-01-06T00:00:00Z'),
      )
      .get()
    expect(rows?.value).toMatchObject([{ calleeNumber: expect.stringContaining('+1206'), duration: 18 }])
  })

  it('iterates over the pages of a list', async () => {
    const { emulator, graph, adapter } = open()
    const { records } = emulator.populate({ days: 4, callsPerDay: 30 })
    const first = await graph.callRecords.get({ queryParameters: { top: 7, count: true } })
    if (!first?.value || !first.odataNextLink) throw new Error('There is one page only.')
    const walked = new Set<string>()
    const pages = new PageIterator<CallRecord>(
      adapter,
      { value: first.value, odataNextLink: first.odataNextLink },
      ({ id }) => walked.add(id ?? '').size > 0,
      createCallRecordCollectionResponseFromDiscriminatorValue,
      errorMappings,
    )
    await pages.iterate()
    expect([walked.size, first.odataCount]).toEqual([records, records])
    expect(records).toBeGreaterThan(14)
  })

  it('retries after Retry-After', async () => {
    const { emulator, graph } = open()
    emulator.faults.add({ error: { status: 429, code: 'TooManyRequests', retryAfter: 0.01 }, times: 2 })
    expect(await graph.callRecords.get()).toMatchObject({ value: [] })
    expect(emulator.trace.of('response').map(({ status }) => status)).toEqual([429, 429, 200])
  })

  it('sends a batch and reads the status of each response', async () => {
    const { graph, adapter, place } = open()
    const call = await place()
    const batch = new BatchRequestContent(adapter, errorMappings)
    batch.addBatchRequest(graph.calls.byCallId(call.id).toGetRequestInformation(), '1')
    batch.addBatchRequest(graph.calls.byCallId('unknown').toGetRequestInformation(), '2')
    const filter = "type eq 'peerToPeer'"
    batch.addBatchRequest(graph.callRecords.toGetRequestInformation({ queryParameters: { filter } }), '3')
    const answers = await batch.postAsync()
    expect(await answers?.getResponsesStatusCodes()).toEqual(
      new Map([
        ['1', 200],
        ['2', 404],
        ['3', 400],
      ]),
    )
  })

  it('sends a batch with several requests that depend on the same one', async () => {
    const { graph, adapter, place } = open()
    const call = await place()
    const batch = new BatchRequestContent(adapter, errorMappings)
    const requests = ['1', '2', '3'].map((id) =>
      batch.addBatchRequest(graph.calls.byCallId(call.id).toGetRequestInformation(), id),
    )
    for (const request of requests.slice(1)) request.dependsOn = ['1']
    const answers = await batch.postAsync()
    expect([...((await answers?.getResponsesStatusCodes())?.values() ?? [])]).toEqual([200, 200, 200])
  })

  it('compresses request bodies', async () => {
    const sent: (string | null)[] = []
    const { place } = open(
      new HttpClient(
        undefined,
        ...MiddlewareFactory.getPerformanceMiddlewares((url, init) => {
          sent.push(new Headers(init.headers).get('content-encoding'))
          return fetch(url, init)
        }),
      ),
    )
    expect(await place({ subject: 'Prüfung' })).toMatchObject({ subject: 'Prüfung' })
    expect(sent).toEqual(['gzip'])
  })

  it('creates, renews, reauthorizes and deletes a subscription', async () => {
    const { subscriptions } = open()
    const made = await subscriptions.post({
      changeType: 'created',
      notificationUrl: 'https://bot.contoso.com/records',
      resource: '/communications/callRecords',
      expirationDateTime: new Date('2026-01-06T09:00:00Z'),
    })
    const one = subscriptions.bySubscriptionId(made?.id ?? '')
    const expirationDateTime = new Date('2026-01-07T09:00:00Z')
    expect(await one.patch({ expirationDateTime })).toMatchObject({ id: made?.id, expirationDateTime })
    await one.reauthorize.post()
    expect((await subscriptions.get())?.value).toMatchObject([{ id: made?.id, expirationDateTime }])
    await one.delete()
    await expect(one.get()).rejects.toMatchObject({ responseStatusCode: 404 })
  })

  it('reads errors', async () => {
    const { place } = open()
    await expect(place({ callbackUri: 'nowhere' })).rejects.toMatchObject({
      responseStatusCode: 400,
      errorEscaped: { message: expect.stringContaining('callbackUri'), innerError: { requestId: expect.any(String) } },
    })
  })
})
