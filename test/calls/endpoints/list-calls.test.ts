import { describe, expect, it } from 'vitest'
import { aGroupCall, anOutgoingCall, CALLBACK } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'

describe('the list of calls', () => {
  it('is empty in an empty world', async () => {
    const { graph } = setup()
    expect(await graph.get('/communications/calls')).toMatchObject({ status: 200, body: { value: [] } })
  })

  it('has the calls that have not ended, each as it can be read, in order of creation', async () => {
    const { emulator, graph } = setup()
    const { body: first } = await graph.post('/communications/calls', anOutgoingCall())
    const { body: ended } = await graph.post('/communications/calls', anOutgoingCall())
    const { body: group } = await graph.post('/communications/calls', aGroupCall())
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

  it('can be cut to some members', async () => {
    const { graph } = setup()
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    const { body } = await graph.get('/communications/calls?$select=id,state')
    expect(body.value).toEqual([{ '@odata.type': '#microsoft.graph.call', id: call.id, state: 'establishing' }])
  })
})
