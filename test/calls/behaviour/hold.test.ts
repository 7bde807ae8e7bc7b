import { describe, expect, it } from 'vitest'
import { aRecording } from '../../support/bodies.ts'
import { establishedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

describe('Putting a call on hold', () => {
  it('lets a running recording fail for silence and keeps those that wait until the call is resumed', async () => {
    const { emulator, graph, call, path } = await establishedCall(setup())
    const record = async () =>
      (await graph.post(`${path}/recordResponse`, aRecording({ prompts: [], playBeep: false }))).body.id
    const statusOf = async (id: string) => (await graph.get(`${path}/operations/${id}`)).body.status
    const running = await record()
    const waiting = await record()
    emulator.perform(call.id, { do: 'hold' })
    await emulator.clock.advance('5s')
    expect([await statusOf(running), await statusOf(waiting)]).toEqual(['failed', 'notStarted'])
    emulator.perform(call.id, { do: 'resume' })
    expect(await statusOf(waiting)).toBe('running')
  })

  it('notifies the app that media stops and that it flows again', async () => {
    const { emulator, received, call } = await establishedCall(setup())
    emulator.perform(call.id, { do: 'hold' })
    emulator.perform(call.id, { do: 'resume' })
    await emulator.settled()
    expect(received.map(({ resourceData }) => [resourceData.state, resourceData.mediaState?.audio])).toEqual([
      ['hold', 'inactive'],
      ['established', undefined],
      ['established', 'active'],
    ])
  })

  it('ends the call on hold when either side hangs up', async () => {
    for (const end of ['app', 'other'] as const) {
      const { emulator, graph, received, call, path } = await establishedCall(setup())
      emulator.perform(call.id, { do: 'hold' })
      if (end === 'app') await graph.delete(path)
      else emulator.perform(call.id, { do: 'hangUp' })
      await emulator.clock.runToIdle()
      expect(received.at(-1).resourceData.resultInfo.subcode).toBe(end === 'app' ? 7000 : 4521)
      expect((await graph.get(`/communications/callRecords/${call.callChainId}`)).status).toBe(200)
    }
  })
})
