import { describe, expect, it } from 'vitest'
import { scenarios } from '../../../src/index.ts'
import { ADELE, anAnswer, CALLBACK } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'

describe('An incoming call', () => {
  const ring = async (options = {}) => {
    const world = setup(options)
    const call = world.emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK })
    await world.emulator.settled()
    return { ...world, call, path: `/communications/calls/${call.id}` }
  }

  it('notifies the app with the caller and the callee', async () => {
    const { received, call } = await ring()
    expect(received).toMatchObject([
      {
        changeType: 'created',
        resourceData: {
          id: call.id,
          state: 'incoming',
          direction: 'incoming',
          source: { identity: { user: { id: ADELE, displayName: 'Adele Vance' } } },
          targets: [{ identity: { application: { displayName: 'Calling app' } } }],
          requestedModalities: ['audio'],
        },
      },
    ])
  })

  it('notifies the callbackUri of the options by default', async () => {
    const { emulator, received } = setup({ callbackUri: CALLBACK })
    emulator.incomingCall()
    await emulator.settled()
    expect(received).toHaveLength(1)
  })

  it.each([
    ['id', ADELE],
    ['display name', 'Adele Vance'],
  ])('finds the caller in the directory by %s', async (_, user) => {
    const { emulator, received } = setup({ callbackUri: CALLBACK })
    emulator.incomingCall({ from: { user } })
    await emulator.settled()
    expect(received[0]?.resourceData.source).toMatchObject({
      identity: { user: { id: ADELE, displayName: 'Adele Vance' } },
    })
  })

  it('goes through establishing and established to active media when the app answers', async () => {
    const { emulator, graph, received, path } = await ring()
    const { status, body } = await graph.post(`${path}/answer`, anAnswer())
    expect([status, body]).toEqual([202, ''])
    await emulator.clock.runToIdle()
    expect(received.slice(1).map(({ resourceData }) => [resourceData.state, resourceData.mediaState?.audio])).toEqual([
      ['establishing', undefined],
      ['established', undefined],
      ['established', 'active'],
    ])
    expect((await graph.get(path)).body).toMatchObject({ state: 'established', direction: 'incoming' })
  })

  it('sends notifications to the callbackUri of the answer afterwards', async () => {
    const { emulator, graph, received, path } = await ring()
    let elsewhere = 0
    emulator.receive('https://bot.contoso.com/elsewhere', () => {
      elsewhere += 1
    })
    await graph.post(`${path}/answer`, anAnswer({ callbackUri: 'https://bot.contoso.com/elsewhere' }))
    await emulator.clock.runToIdle()
    expect([received.length, elsewhere]).toEqual([1, 3])
  })

  it('ends when the app rejects it', async () => {
    const { emulator, graph, received, path } = await ring()
    expect((await graph.post(`${path}/reject`, { reason: 'busy' })).status).toBe(202)
    await emulator.settled()
    expect(received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { state: 'terminated' } })
    expect((await graph.get(path)).status).toBe(404)
  })

  it('ends when the app does not answer within 15 seconds', async () => {
    const { emulator, graph, received, path } = await ring()
    await emulator.clock.advance(14_999)
    expect((await graph.get(path)).status).toBe(200)
    await emulator.clock.advance(1)
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 408, subcode: 8587 } },
    })
    expect((await graph.post(`${path}/answer`, anAnswer())).status).toBe(404)
  })

  it('ends when the caller hangs up before the answer', async () => {
    const { emulator, received } = await ring({ scenarios: [scenarios.cancelledByCaller] })
    await emulator.clock.advance('5s')
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 487, subcode: 0 } },
    })
  })

  it('rejects answer and reject with 409 once answered', async () => {
    const { emulator, graph, path } = await ring()
    await graph.post(`${path}/answer`, anAnswer())
    const before = emulator.store.getState()
    for (const action of ['answer', 'reject']) {
      const { status, body } = await graph.post(`${path}/${action}`, anAnswer())
      expect([status, body.error.code]).toEqual([409, '8519'])
      expect(body.error.message).toContain("'establishing'")
    }
    expect(emulator.store.getState()).toBe(before)
  })

  it.each([
    ['an unknown option', { caller: 'x' }, "'caller'"],
    ['an invalid phone number', { from: { phone: '0170' } }, 'E.164'],
    ['an invalid URL', { callbackUri: 'nowhere' }, 'callbackUri'],
    ['no callbackUri', {}, 'callbackUri'],
  ])('is rejected for %s', (_, options, named) => {
    const { emulator } = setup()
    // @ts-expect-error invalid in TypeScript, still possible from JavaScript
    expect(() => emulator.incomingCall(options)).toThrow(named)
    expect(emulator.store.getState().calls.size).toBe(0)
  })
})
