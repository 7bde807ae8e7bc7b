import { describe, expect, it } from 'vitest'
import { anOutgoingCall, aRecording } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'

const LIMIT_MS = 45 * 60_000

const established = async () => {
  const world = setup()
  const { emulator, graph } = world
  const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
  await emulator.clock.advance('2s')
  const path = `/communications/calls/${call.id}`
  const state = async () => (await graph.get(path)).body.state
  return { ...world, call, path, state, keepAlive: () => graph.post(`${path}/keepAlive`) }
}

describe('keepAlive', () => {
  it('answers with nothing, and tells nobody', async () => {
    const { emulator, received, keepAlive } = await established()
    received.length = 0
    const { status, body } = await keepAlive()
    await emulator.settled()
    expect([status, body, received]).toEqual([200, '', []])
  })

  it('counts from when the call was established: what came before does not matter', async () => {
    const { emulator, graph } = setup({ scenarios: [{ name: 'late', steps: [{ after: '50s', do: 'answer' }] }] })
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    const path = `/communications/calls/${call.id}`
    expect((await graph.post(`${path}/keepAlive`)).status).toBe(200)
    await emulator.clock.advance(50_000 + LIMIT_MS - 1)
    expect((await graph.get(path)).body.state).toBe('established')
    await emulator.clock.advance(1)
    expect((await graph.get(path)).body.state).toBe('terminating')
  })

  it('tells why a call ended that was not kept alive, and leaves its record', async () => {
    const { emulator, graph, received, call } = await established()
    await emulator.clock.advance(LIMIT_MS)
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { state: 'terminated', resultInfo: { code: 408, subcode: 8537 } },
    })
    const { body } = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions`)
    expect(body.sessions[0].failureInfo).toMatchObject({ stage: 'midcall' })
  })

  it('is needed on hold, too, and helps there', async () => {
    const { emulator, call, state, keepAlive } = await established()
    emulator.perform(call.id, { do: 'hold' })
    await emulator.clock.advance(LIMIT_MS - 1)
    expect(await state()).toBe('hold')
    expect((await keepAlive()).status).toBe(200)
    await emulator.clock.advance(LIMIT_MS - 1)
    expect(await state()).toBe('hold')
    await emulator.clock.advance(1)
    expect(await state()).toBe('terminating')
  })

  it('is not made up for by what else the app does', async () => {
    const { emulator, graph, path, state } = await established()
    await emulator.clock.advance(LIMIT_MS - 1)
    expect((await graph.post(`${path}/recordResponse`, aRecording())).status).toBe(200)
    await emulator.clock.advance(1)
    expect(await state()).toBe('terminating')
  })

  it('lets the clock be idle: a call that waits for nothing else is not waited for', async () => {
    const { emulator, state } = await established()
    const before = emulator.clock.now()
    await emulator.clock.runToIdle()
    expect(emulator.clock.now()).toBe(before)
    expect(await state()).toBe('established')
  })
})

describe('hold', () => {
  it('stops media and pauses nothing: a recording goes on, and what is asked for meanwhile waits', async () => {
    const { emulator, graph, call, path } = await established()
    const record = async () =>
      (await graph.post(`${path}/recordResponse`, aRecording({ prompts: [], playBeep: false }))).body.id
    const statusOf = async (id: string) => (await graph.get(`${path}/operations/${id}`)).body.status
    const running = await record()
    emulator.perform(call.id, { do: 'hold' })
    const waiting = await record()
    await emulator.clock.advance('5s')
    expect([await statusOf(running), await statusOf(waiting)]).toEqual(['failed', 'notStarted'])
    emulator.perform(call.id, { do: 'resume' })
    expect(await statusOf(waiting)).toBe('running')
  })

  it('tells that media stop, and that they are back', async () => {
    const { emulator, received, call } = await established()
    received.length = 0
    emulator.perform(call.id, { do: 'hold' })
    emulator.perform(call.id, { do: 'resume' })
    await emulator.settled()
    expect(received.map(({ resourceData }) => [resourceData.state, resourceData.mediaState?.audio])).toEqual([
      ['hold', 'inactive'],
      ['established', undefined],
      ['established', 'active'],
    ])
  })

  it('ends with the call when either side hangs up', async () => {
    for (const end of ['app', 'other'] as const) {
      const { emulator, graph, received, call, path } = await established()
      emulator.perform(call.id, { do: 'hold' })
      if (end === 'app') await graph.delete(path)
      else emulator.perform(call.id, { do: 'hangUp' })
      await emulator.clock.runToIdle()
      expect(received.at(-1).resourceData.resultInfo.subcode).toBe(end === 'app' ? 7000 : 4521)
      expect((await graph.get(`/communications/callRecords/${call.callChainId}`)).status).toBe(200)
    }
  })
})
