import { describe, expect, it } from 'vitest'
import { aGroupCall, CALLBACK } from '../../../support/bodies.ts'
import { createCall } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

describe('Listing calls', () => {
  it('returns an empty list when there are no calls', async () => {
    const { graph } = setup()
    expect(await graph.get('/communications/calls')).toMatchObject({ status: 200, body: { value: [] } })
  })

  it('lists the calls that have not ended, in order of creation, each as GET returns it', async () => {
    const { emulator, graph } = setup()
    const first = await createCall(graph)
    const ended = await createCall(graph)
    const group = await createCall(graph, aGroupCall())
    await emulator.clock.advance('2s')
    emulator.perform(ended.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    const incoming = emulator.incomingCall({ callbackUri: CALLBACK })
    const { body } = await graph.get('/communications/calls')
    expect(body['@odata.context']).toBe('https://graph.microsoft.com/v1.0/$metadata#communications/calls')
    const read = await Promise.all(
      [first.id, group.id, incoming.id].map(async (id) => (await graph.get(`/communications/calls/${id}`)).body),
    )
    expect(body.value).toEqual(read.map(({ '@odata.context': _, ...call }) => call))
  })

  it('returns only the properties named in $select', async () => {
    const { graph } = setup()
    const call = await createCall(graph)
    const { body } = await graph.get('/communications/calls?$select=id,state')
    expect(body.value).toEqual([{ '@odata.type': '#microsoft.graph.call', id: call.id, state: 'establishing' }])
  })
})
