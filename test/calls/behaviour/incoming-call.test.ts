import { describe, expect, it } from 'vitest'
import { type EmulatorOptions, type IncomingCallOptions, scenarios } from '../../../src/index.ts'
import { ADELE, ALEX, anAnswer, CALLBACK, TENANT } from '../../support/bodies.ts'
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

  const INSTANCE = '7629bdce-046c-4903-86b4-a8f718277e1a'
  const app = { id: 'bot', displayName: 'Contoso Bot' }

  it.each<[string, Pick<EmulatorOptions, 'directory'>, IncomingCallOptions, object]>([
    ['a user', { directory: { app } }, {}, { application: { id: 'bot', displayName: 'Contoso Bot' } }],
    [
      'a user, with an instance but no phone number',
      { directory: { app: { ...app, instanceId: INSTANCE } } },
      {},
      { application: { id: 'bot' } },
    ],
    [
      'a user, with a phone number',
      { directory: { app: { ...app, instanceId: INSTANCE, phoneNumber: '+12065550199' } } },
      {},
      { applicationInstance: { id: INSTANCE, displayName: 'Contoso Bot' } },
    ],
    [
      'a phone',
      { directory: { app } },
      { from: { phone: '+12065550100' } },
      { applicationInstance: { id: expect.any(String), displayName: 'Contoso Bot', tenantId: TENANT } },
    ],
    [
      'a recording policy',
      { directory: { app: { ...app, instanceId: INSTANCE } } },
      { policyRecording: true },
      { applicationInstance: { id: INSTANCE } },
    ],
  ])('names the app or its application instance as the target of %s', async (_, world, options, identity) => {
    const { emulator, received } = setup({ callbackUri: CALLBACK, ...world })
    emulator.incomingCall(options)
    await emulator.settled()
    const { targets } = received[0].resourceData
    expect(targets).toMatchObject([{ '@odata.type': '#microsoft.graph.invitationParticipantInfo', identity }])
    expect(Object.keys(targets[0].identity)).toEqual(['@odata.type', ...Object.keys(identity)])
  })

  it.each<[IncomingCallOptions, object]>([
    [{ transferor: { user: 'Alex Wilber' } }, { user: { id: ALEX, displayName: 'Alex Wilber' } }],
    [{ transferor: { phone: '+12065550100' }, others: [] }, { phone: { id: '+12065550100' } }],
  ])('names who has transferred it: %j', async (options, transferor) => {
    const { emulator, graph, received } = setup({ callbackUri: CALLBACK })
    const { id } = emulator.incomingCall(options)
    await emulator.settled()
    const { incomingContext } = received[0].resourceData
    expect(incomingContext).toMatchObject({ '@odata.type': '#microsoft.graph.incomingContext', transferor })
    expect('sourceParticipantId' in incomingContext).toBe(options.others !== undefined)
    const { body } = await graph.get(`/communications/calls/${id}`)
    expect(body.incomingContext).toMatchObject({ observedParticipantId: null, onBehalfOf: null, transferor })
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
    ['an invalid transferor', { transferor: 'Adele Vance' }, 'transferor'],
    ['botData that has no JSON', { policyRecording: { botData: { since: new Date(0) } } }, 'JSON object'],
    ['half of a surrogate pair', { subject: '\ud800' }, 'surrogate'],
    ['botData as text', { policyRecording: { botData: 'for compliance' } }, 'botData'],
    ['an invalid URL', { callbackUri: 'nowhere' }, 'callbackUri'],
    ['no callbackUri', {}, 'callbackUri'],
  ])('is rejected for %s', (_, options, named) => {
    const { emulator } = setup()
    // @ts-expect-error invalid in TypeScript, still possible from JavaScript
    expect(() => emulator.incomingCall(options)).toThrow(named)
    expect(emulator.store.getState().calls.size).toBe(0)
  })
})
