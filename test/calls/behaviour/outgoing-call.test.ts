import { describe, expect, it } from 'vitest'
import { results, scenarios } from '../../../src/index.ts'
import { AS_INSTANCE, anOutgoingCall, aPhone, aPhoneCall, CALLBACK } from '../../support/bodies.ts'
import { createCall, establishedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

describe('An outgoing call', () => {
  it('is created in state establishing with all properties that Graph returns', async () => {
    const { graph } = setup()
    const { status, headers, body } = await graph.post('/communications/calls', anOutgoingCall({ subject: 'Hello' }))
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0/communications/calls/${body.id}`)
    expect(body).toMatchObject({
      '@odata.type': '#microsoft.graph.call',
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#app/calls/$entity',
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      state: 'establishing',
      direction: 'outgoing',
      subject: 'Hello',
      callRoutes: [],
      resultInfo: null,
      source: { identity: { application: { displayName: 'Calling app' } } },
      targets: [{ identity: { user: { displayName: 'Adele Vance' } }, replacesCallId: null }],
    })
  })

  it('is answered after two seconds by default', async () => {
    const { emulator, graph, received } = setup()
    const call = await createCall(graph)
    await emulator.clock.advance(1_999)
    expect((await graph.get(`/communications/calls/${call.id}`)).body.state).toBe('establishing')
    await emulator.clock.advance(1)
    expect((await graph.get(`/communications/calls/${call.id}`)).body).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#communications/calls/$entity',
      state: 'established',
      mediaState: { audio: 'active' },
    })
    expect(
      received.map(({ changeType, resourceData }) => [changeType, resourceData.state, resourceData.mediaState?.audio]),
    ).toEqual([
      ['updated', 'establishing', undefined],
      ['updated', 'established', undefined],
      ['updated', 'established', 'active'],
    ])
  })

  it('notifies the app in Graph’s notification format', async () => {
    const { emulator, graph, received } = setup()
    const call = await createCall(graph)
    await emulator.settled()
    expect(received).toEqual([
      {
        '@odata.type': '#microsoft.graph.commsNotification',
        changeType: 'updated',
        resource: `/app/calls/${call.id}`,
        resourceUrl: `/communications/calls/${call.id}`,
        callbackUri: CALLBACK,
        resourceData: {
          '@odata.type': '#microsoft.graph.call',
          '@odata.id': `/communications/calls/${call.id}`,
          '@odata.etag': 'W/"1"',
          id: call.id,
          state: 'establishing',
          direction: 'outgoing',
          callChainId: call.callChainId,
        },
      },
    ])
  })

  it.each([
    ['declined', scenarios.declined, results.declined],
    ['busy', scenarios.busy, results.busy],
    ['unreachable', scenarios.unreachable, results.unreachable],
    ['not answered within a minute', scenarios.noAnswer, results.noAnswer],
  ])('ends with the matching result and writes no record when it is %s', async (_, scenario, { code, subcode }) => {
    const { emulator, graph, received } = setup({ scenarios: [scenario] })
    const call = await createCall(graph)
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { state: 'terminated', resultInfo: { code, subcode } },
    })
    expect((await graph.get(`/communications/calls/${call.id}`)).status).toBe(404)
    expect((await graph.get(`/communications/callRecords/${call.callChainId}`)).status).toBe(404)
  })

  it('is cancelled when the app hangs up while it rings', async () => {
    const { emulator, graph, received } = setup()
    const call = await createCall(graph)
    const { status, body } = await graph.delete(`/communications/calls/${call.id}`)
    expect([status, body]).toEqual([204, ''])
    await emulator.clock.runToIdle()
    expect(received.map(({ changeType, resourceData }) => [changeType, resourceData.state])).toEqual([
      ['updated', 'establishing'],
      ['updated', 'terminating'],
      ['deleted', 'terminated'],
    ])
    expect(received.at(-1).resourceData.resultInfo).toMatchObject({ code: 487, subcode: 0 })
  })

  it('ends with 487/540487 when the app hangs up while a phone rings', async () => {
    const { emulator, graph, received } = setup()
    const { id } = await createCall(graph, aPhoneCall())
    await graph.delete(`/communications/calls/${id}`)
    await emulator.clock.runToIdle()
    expect(received.at(-1).resourceData.resultInfo).toMatchObject({ code: 487, subcode: 540487 })
  })

  it('ends with 200/7000 when the app hangs up', async () => {
    const { emulator, graph, received, call } = await establishedCall(setup())
    await graph.delete(`/communications/calls/${call.id}`)
    expect((await graph.get(`/communications/calls/${call.id}`)).body.state).toBe('terminating')
    await emulator.clock.runToIdle()
    expect(received.at(-1).resourceData.resultInfo).toMatchObject({ code: 200, subcode: 7000 })
  })

  it.each([
    ['a user', { user: { id: 'u1' } }, { code: 200, subcode: 4521 }],
    ['a phone', aPhone().identity, { code: 200, subcode: 540000 }],
  ])('ends with a result for %s when the callee hangs up', async (_, identity, result) => {
    const { emulator, received, call } = await establishedCall(
      setup(),
      anOutgoingCall({ ...AS_INSTANCE, targets: [{ identity }] }),
    )
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(received.at(-1).resourceData.resultInfo).toMatchObject(result)
  })

  it('is put on hold and resumed by the other side', async () => {
    const { emulator, graph, call } = await establishedCall(setup())
    emulator.perform(call.id, { do: 'hold' })
    expect((await graph.get(`/communications/calls/${call.id}`)).body).toMatchObject({
      state: 'hold',
      mediaState: { audio: 'inactive' },
    })
    emulator.perform(call.id, { do: 'resume' })
    expect((await graph.get(`/communications/calls/${call.id}`)).body).toMatchObject({
      state: 'established',
      mediaState: { audio: 'active' },
    })
  })

  it('ends after 45 minutes without keepAlive', async () => {
    const { emulator, graph, received, call } = await establishedCall(setup())
    await emulator.clock.advance('44min')
    expect((await graph.post(`/communications/calls/${call.id}/keepAlive`)).status).toBe(200)
    await emulator.clock.advance('44min')
    expect((await graph.get(`/communications/calls/${call.id}`)).status).toBe(200)
    await emulator.clock.advance('2min')
    expect(received.at(-1).resourceData.resultInfo).toMatchObject({ code: 408, subcode: 8537 })
    expect((await graph.post(`/communications/calls/${call.id}/keepAlive`)).status).toBe(404)
  })

  it('does not keep the clock busy while nothing happens', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    await emulator.clock.runToIdle()
    expect((await graph.get(`/communications/calls/${call.id}`)).body.state).toBe('established')
  })
})
