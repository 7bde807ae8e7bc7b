import { describe, expect, it } from 'vitest'
import { aRecording } from '../../../support/bodies.ts'
import { createCall, establishedCall } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const LIMIT_MS = 45 * 60_000

const established = async () => {
  const world = await establishedCall(setup())
  const { graph, path } = world
  const state = async () => (await graph.get(path)).body.state
  return { ...world, state, keepAlive: () => graph.post(`${path}/keepAlive`) }
}

describe('keepAlive', () => {
  it('answers without a body and causes no notification', async () => {
    const { emulator, received, keepAlive } = await established()
    const { status, body } = await keepAlive()
    await emulator.settled()
    expect([status, body, received]).toEqual([200, '', []])
  })

  it('starts the 45 minutes when the call is established; a keepAlive before that has no effect', async () => {
    const { emulator, graph } = setup({ scenarios: [{ name: 'late', steps: [{ after: '50s', do: 'answer' }] }] })
    const call = await createCall(graph)
    const path = `/communications/calls/${call.id}`
    expect((await graph.post(`${path}/keepAlive`)).status).toBe(200)
    await emulator.clock.advance(50_000 + LIMIT_MS - 1)
    expect((await graph.get(path)).body.state).toBe('established')
    await emulator.clock.advance(1)
    expect((await graph.get(path)).body.state).toBe('terminating')
  })

  it('ends a call that is not kept alive with 408/8537 and writes its record', async () => {
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

  it('is also required, and accepted, on hold', async () => {
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

  it('is not replaced by other requests of the app', async () => {
    const { emulator, graph, path, state } = await established()
    await emulator.clock.advance(LIMIT_MS - 1)
    expect((await graph.post(`${path}/recordResponse`, aRecording())).status).toBe(200)
    await emulator.clock.advance(1)
    expect(await state()).toBe('terminating')
  })

  it('does not keep the clock busy: runToIdle does not wait for the limit', async () => {
    const { emulator, state } = await established()
    const before = emulator.clock.now()
    await emulator.clock.runToIdle()
    expect(emulator.clock.now()).toBe(before)
    expect(await state()).toBe('established')
  })
})
