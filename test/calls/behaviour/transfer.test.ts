import { describe, expect, it } from 'vitest'
import { defineScenario, type EmulatorOptions, results, type Snapshot, type Step } from '../../../src/index.ts'
import {
  ADELE,
  ALEX,
  AS_INSTANCE,
  aGroupCall,
  anInvitation,
  anOutgoingCall,
  aRecording,
  MEGAN,
} from '../../support/bodies.ts'
import { createCall, establishedCall } from '../../support/calls.ts'
import { rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

const CALLS = '/communications/calls'
const PHONE = '+12345678901'
const toMegan = { transferTarget: anInvitation(MEGAN) }
const toPhone = {
  transferTarget: {
    endpointType: 'default',
    identity: { phone: { '@odata.type': '#microsoft.graph.identity', id: PHONE } },
    languageId: 'en-us',
    region: 'amer',
  },
  clientContext: '9e90d1c1-f61e-43e7-9f75-d420159aae08',
}

/** A scenario that takes these steps once the call is being transferred. */
const when = (...steps: readonly (Step & { after?: string })[]) => ({
  scenarios: [
    defineScenario({
      name: 'decides',
      match: { direction: 'outgoing' },
      steps: [{ after: '2s', do: 'answer' }, ...steps.map((step) => ({ when: 'transferring', ...step }) as const)],
    }),
  ],
})

/** An established call to Adele, placed by the app's application instance. */
const established = async (options: EmulatorOptions = {}, body = anOutgoingCall(AS_INSTANCE)) => {
  const world = await establishedCall(setup(options), body)
  const { graph, received, call, path } = world
  const transfer = (request: unknown) => graph.post(`${path}/transfer`, request)
  const notificationsOf = (id: string = call.id) =>
    received.filter(({ resourceUrl }) => resourceUrl === `${CALLS}/${id}`)
  return { ...world, transfer, notificationsOf }
}

/** The same with a second established call, to Megan, which a consultative transfer replaces. */
const consulting = async (options: EmulatorOptions = {}) => {
  const world = await established(options)
  const { call: other } = await establishedCall(world, anOutgoingCall({ targets: [anInvitation(MEGAN)] }))
  const toReplace = { transferTarget: anInvitation(MEGAN, { replacesCallId: other.id }) }
  return { ...world, other, toReplace }
}

const common = (id: string) => ({
  '@odata.type': '#microsoft.graph.call',
  '@odata.id': `${CALLS}/${id}`,
  '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
  id,
})

describe('A blind transfer', () => {
  it.each([
    ['to a user', toMegan],
    ['to a phone', toPhone],
  ])('%s notifies the app of transferring, transferAccepted and the deleted call', async (_, request) => {
    const { emulator, graph, call, path, transfer, notificationsOf } = await established()
    const { status, body } = await transfer(request)
    expect([status, body]).toEqual([202, ''])
    expect((await graph.get(path)).body.state).toBe('transferring')
    await emulator.clock.runToIdle()
    expect(notificationsOf().map(({ changeType, resourceData }) => [changeType, resourceData])).toEqual([
      ['updated', { ...common(call.id), state: 'transferring' }],
      [
        'updated',
        {
          ...common(call.id),
          state: 'transferAccepted',
          mediaState: { '@odata.type': '#microsoft.graph.callMediaState', audio: 'inactive' },
        },
      ],
      [
        'deleted',
        {
          ...common(call.id),
          state: 'terminated',
          direction: 'outgoing',
          callChainId: call.callChainId,
          callbackUri: call.callbackUri,
          source: expect.anything(),
          targets: expect.anything(),
          terminationReason: 'CallTerminated',
          resultInfo: {
            '@odata.type': '#microsoft.graph.resultInfo',
            code: 0,
            subcode: 7015,
            message: 'GracefulTransferCompleted',
          },
        },
      ],
    ])
    expect((await graph.get(path)).status).toBe(404)
  })

  it('is accepted by its target after two seconds by default', async () => {
    const { emulator, graph, path, transfer } = await established()
    await transfer(toMegan)
    await emulator.clock.advance(1_999)
    expect((await graph.get(path)).body.state).toBe('transferring')
    await emulator.clock.advance(1)
    expect((await graph.get(path)).body).toMatchObject({
      state: 'transferAccepted',
      mediaState: { audio: 'inactive' },
    })
  })

  it('ends a running recording when it is accepted, and not before', async () => {
    const { emulator, graph, received, path, transfer } = await established()
    await graph.post(`${path}/recordResponse`, aRecording({ prompts: [], initialSilenceTimeoutInSeconds: 60 }))
    await transfer(toMegan)
    await emulator.clock.advance('1s')
    expect((await graph.get(`${path}/operations`)).body.value).toMatchObject([{ status: 'running' }])
    await emulator.clock.advance('1s')
    expect(received.map(({ resourceData }) => resourceData.state ?? resourceData.resultInfo?.subcode)).toEqual([
      'transferring',
      8508,
      'transferAccepted',
    ])
  })

  it('is accepted when the scenario or the test answers for the target', async () => {
    const { emulator, call, transfer, notificationsOf } = await established(when({ after: '20s', do: 'answer' }))
    await transfer(toMegan)
    await emulator.clock.advance('19s')
    expect(emulator.can(call.id, { do: 'answer' })).toBe(true)
    expect(notificationsOf()).toHaveLength(1)
    emulator.perform(call.id, { do: 'answer', who: 'Megan Bowen' })
    await emulator.settled()
    expect(notificationsOf().at(-1)?.resourceData.state).toBe('transferAccepted')
  })

  it('ends with the call when the other side hangs up during the transfer', async () => {
    const { emulator, call, transfer, notificationsOf } = await established()
    await transfer(toMegan)
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(notificationsOf().map(({ resourceData }) => [resourceData.state, resourceData.resultInfo?.subcode])).toEqual(
      [
        ['transferring', undefined],
        ['terminating', undefined],
        ['terminated', 4521],
      ],
    )
  })
})

describe('A transfer that fails', () => {
  it.each([
    ['is declined', '1s', results.transferFailed, when({ after: '1s', do: 'decline' })],
    ['is declined for a reason', '1s', results.busy, when({ after: '1s', do: 'decline', with: results.busy })],
    ['is not answered for a minute', '60s', results.transferFailed, when({ after: '10min', do: 'decline' })],
  ] as const)(
    'because it %s leaves the call established and notifies the app of the result',
    async (_, after, result, options) => {
      const { emulator, graph, call, path, transfer, notificationsOf } = await established(options)
      await transfer(toMegan)
      await emulator.clock.advance(after)
      expect(notificationsOf().at(-1)).toMatchObject({
        changeType: 'updated',
        resourceData: {
          ...common(call.id),
          state: 'established',
          resultInfo: { '@odata.type': '#microsoft.graph.resultInfo', ...result },
        },
      })
      expect((await graph.get(path)).body).toMatchObject({ state: 'established', mediaState: { audio: 'active' } })
    },
  )

  it('has the result 500/7700 and keeps both calls when a consultative transfer is declined', async () => {
    const { emulator, graph, other, path, toReplace, transfer, notificationsOf } = await consulting(
      when({ do: 'decline' }),
    )
    await transfer(toReplace)
    await emulator.clock.runToIdle()
    expect(notificationsOf().at(-1)?.resourceData).toMatchObject({
      state: 'established',
      resultInfo: { code: 500, subcode: 7700 },
    })
    expect(notificationsOf(other.id)).toEqual([])
    for (const one of [path, `${CALLS}/${other.id}`])
      expect((await graph.get(one)).body).toMatchObject({ state: 'established' })
  })

  it('has the result 500/7700 when the call to be replaced has ended', async () => {
    const { emulator, graph, other, toReplace, transfer, notificationsOf } = await consulting()
    await transfer(toReplace)
    await graph.delete(`${CALLS}/${other.id}`)
    await emulator.clock.advance('2s')
    expect(notificationsOf().at(-1)?.resourceData).toMatchObject({
      state: 'established',
      resultInfo: { code: 500, subcode: 7700 },
    })
  })

  it('leaves a fully usable call, and no failure in its record', async () => {
    const { emulator, graph, call, path, transfer } = await established(when({ do: 'decline' }))
    await transfer(toPhone)
    await emulator.clock.advance('1s')
    const { body: operation } = await graph.post(`${path}/recordResponse`, aRecording({ prompts: [], playBeep: false }))
    emulator.perform(call.id, { do: 'speak', for: '2s' })
    await emulator.clock.advance('5s')
    expect((await graph.get(`${path}/operations/${operation.id}`)).body.status).toBe('completed')
    await emulator.clock.advance('40min')
    expect((await graph.post(`${path}/keepAlive`)).status).toBe(200)
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    const { body: record } = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions`)
    expect(record.sessions).toMatchObject([{ failureInfo: null }])
    // The result is that of Adele, who hung up, not of the phone that was not reached.
    expect(emulator.store.getState().calls.get(call.id)?.resultInfo).toEqual(results.endedByOtherSide)
  })

  it('can be followed by a second transfer, and the call then has only the result of the second', async () => {
    const { emulator, graph, call, path, other, toReplace, transfer, notificationsOf } = await consulting(
      when({ do: 'decline' }, { after: '1s', do: 'answer', who: MEGAN }),
    )
    await transfer(toMegan)
    await emulator.settled()
    await emulator.clock.advance('1s')
    expect((await graph.get(path)).body.resultInfo).toMatchObject({ subcode: 7000 })
    await transfer(toReplace)
    expect((await graph.get(path)).body).toMatchObject({ state: 'transferring', resultInfo: null })
    await emulator.clock.runToIdle()
    expect(notificationsOf().at(-1)?.resourceData).not.toHaveProperty('resultInfo')
    expect(notificationsOf(other.id)).not.toEqual([])
    const { body: record } = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions`)
    // Adele was connected to the app, and is then connected to the target.
    expect(record.sessions).toMatchObject([{ failureInfo: null }, { failureInfo: null }])
  })
})

describe('A consultative transfer', () => {
  it('ends the call with terminationReason AppTransferred and the replaced call with 7015', async () => {
    const { emulator, graph, call, other, toReplace, transfer, notificationsOf } = await consulting()
    expect((await transfer(toReplace)).status).toBe(202)
    await emulator.clock.runToIdle()
    expect(notificationsOf().map(({ changeType, resourceData }) => [changeType, resourceData.state])).toEqual([
      ['updated', 'transferring'],
      ['updated', 'transferAccepted'],
      ['deleted', 'terminated'],
    ])
    expect(notificationsOf().at(-1)?.resourceData).toEqual({
      ...common(call.id),
      state: 'terminated',
      direction: 'outgoing',
      callChainId: call.callChainId,
      callbackUri: call.callbackUri,
      source: expect.anything(),
      targets: expect.anything(),
      terminationReason: 'AppTransferred',
    })
    expect(
      notificationsOf(other.id).map(({ resourceData }) => [resourceData.state, resourceData.resultInfo?.subcode]),
    ).toEqual([
      ['terminating', undefined],
      ['terminated', 7015],
    ])
    for (const { callChainId } of [call, other])
      expect((await graph.get(`/communications/callRecords/${callChainId}`)).status).toBe(200)
  })

  it('can replace a call on hold, whose id is matched ignoring case', async () => {
    const { emulator, graph, other, transfer } = await consulting()
    emulator.perform(other.id, { do: 'hold' })
    const replacesCallId = other.id.toUpperCase()
    expect((await transfer({ transferTarget: anInvitation(MEGAN, { replacesCallId }) })).status).toBe(202)
    await emulator.clock.runToIdle()
    expect((await graph.get(`${CALLS}/${other.id}`)).status).toBe(404)
  })

  it.each([
    ['an unknown call', () => '4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b'],
    ['the call to be transferred itself', ({ call }: Consulting) => call.id],
    ['a call that is not established yet', async ({ graph }: Consulting) => (await createCall(graph)).id],
    [
      'a call that has ended',
      async ({ emulator, graph, other }: Consulting) => {
        await graph.delete(`${CALLS}/${other.id}`)
        await emulator.clock.runToIdle()
        return other.id
      },
    ],
  ])('is refused when it is to replace %s', async (_, choose) => {
    const world = await consulting()
    const { emulator, received, transfer } = world
    const replacesCallId = await choose(world)
    await emulator.settled()
    const before = emulator.store.getState()
    received.length = 0
    const { status, body } = await transfer({ transferTarget: anInvitation(MEGAN, { replacesCallId }) })
    expect([status, body.error.code]).toEqual([400, '8523'])
    expect(body.error.message).toContain(`'transferTarget.replacesCallId': '${replacesCallId}'`)
    expect(emulator.store.getState()).toBe(before)
    expect(received).toEqual([])
  })
})
type Consulting = Awaited<ReturnType<typeof consulting>>

describe('A transfer from a group call', () => {
  const fromGroup = async () => {
    const world = await established({}, aGroupCall())
    const [app, , alex] = (await world.readParticipants()).map(({ id }: { id: string }) => id)
    const transferee = (participantId?: string) => ({ ...anInvitation(ALEX), '@odata.type': undefined, participantId })
    return { ...world, app, alex, transferee }
  }

  it('ends the call of the app, as in a peer-to-peer call', async () => {
    const { emulator, graph, received, call, alex, transfer, transferee, notificationsOf } = await fromGroup()
    expect((await transfer({ ...toMegan, transferee: transferee(alex) })).status).toBe(202)
    await emulator.clock.runToIdle()
    expect(
      notificationsOf().map(({ changeType, resourceData }) => [
        changeType,
        resourceData.state,
        resourceData.mediaState?.audio,
        resourceData.resultInfo?.subcode,
      ]),
    ).toEqual([
      ['updated', 'transferring', undefined, undefined],
      ['updated', 'transferAccepted', 'inactive', undefined],
      ['deleted', 'terminated', undefined, 7015],
    ])
    // A participant who is ringing is on no roster.
    expect(rosters(received)).toEqual([])
    const { body } = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions`)
    // The target of the transfer, too, was in the call.
    expect(body.sessions).toHaveLength(4)
  })

  it('leaves the group unchanged and sends no roster when it fails', async () => {
    const { emulator, graph, received, call, path, alex, transfer, transferee } = await fromGroup()
    const before = (await graph.get(`${path}/participants`)).body
    await transfer({ ...toMegan, transferee: transferee(alex) })
    emulator.perform(call.id, { do: 'decline', who: MEGAN })
    await emulator.clock.runToIdle()
    expect(rosters(received)).toEqual([])
    expect(received.at(-1).resourceData).toMatchObject({ state: 'established', resultInfo: { subcode: 7000 } })
    expect((await graph.get(`${path}/participants`)).body).toEqual(before)
  })

  it('can go to a user who was in the group before', async () => {
    const { emulator, call, alex, transfer, transferee, notificationsOf } = await fromGroup()
    emulator.perform(call.id, { do: 'join', who: MEGAN })
    emulator.perform(call.id, { do: 'leave', who: MEGAN })
    await transfer({ ...toMegan, transferee: transferee(alex) })
    emulator.perform(call.id, { do: 'answer', who: MEGAN })
    await emulator.settled()
    expect(notificationsOf().at(-1)?.resourceData.state).toBe('transferAccepted')
  })

  it.each([
    ['no transferee', () => undefined, 'it is required'],
    ['a transferee without an id', (world: FromGroup) => world.transferee(undefined), 'it is required'],
    ['an unknown transferee', (world: FromGroup) => world.transferee('stranger'), "'stranger'"],
    ['the app as transferee', (world: FromGroup) => world.transferee(world.app), 'no participant other than the app'],
  ])('is refused with %s', async (_, choose, named) => {
    const world = await fromGroup()
    const { emulator, received, transfer } = world
    const before = emulator.store.getState()
    const { status, body } = await transfer({ ...toMegan, transferee: choose(world) })
    expect([status, body.error.code]).toEqual([400, '8523'])
    expect(body.error.message).toContain('transferee.participantId')
    expect(body.error.message).toContain(named)
    expect(emulator.store.getState()).toBe(before)
    expect(received).toEqual([])
  })
  type FromGroup = Awaited<ReturnType<typeof fromGroup>>

  it('is refused with a transferee without an identity', async () => {
    const { alex, transfer } = await fromGroup()
    const { status, body } = await transfer({ ...toMegan, transferee: { participantId: alex } })
    expect([status, body.error.code]).toEqual([400, '8523'])
    expect(body.error.message).toContain('transferee.identity')
  })
})

describe('A transfer is refused', () => {
  it.each([
    [{}, 'transferTarget'],
    [{ transferTarget: null }, 'transferTarget'],
    [{ transferTarget: {} }, 'transferTarget.identity'],
    [{ transferTarget: { identity: 'Megan' } }, 'transferTarget.identity'],
  ])('with the body %j', async (body, named) => {
    const { emulator, received, transfer } = await established()
    const before = emulator.store.getState()
    const answer = await transfer(body)
    expect([answer.status, answer.body.error.code]).toEqual([400, '8523'])
    expect(answer.body.error.message).toContain(`'${named}'`)
    expect(emulator.store.getState()).toBe(before)
    expect(received).toEqual([])
  })

  it.each([
    ['hold', (world: Established) => world.emulator.perform(world.call.id, { do: 'hold' })],
    ['transferring', (world: Established) => world.transfer(toMegan)],
    ['terminating', (world: Established) => world.graph.delete(world.path)],
    [
      'transferAccepted',
      async (world: Established) => {
        await world.transfer(toMegan)
        world.emulator.perform(world.call.id, { do: 'answer' })
      },
    ],
  ])('while the call is %s', async (state, reach) => {
    const world = await established()
    const { emulator, received, transfer } = world
    await reach(world)
    await emulator.settled()
    const before = emulator.store.getState()
    const count = received.length
    const { status, body } = await transfer(toMegan)
    expect([status, body.error.code]).toEqual([409, '8519'])
    expect(body.error.message).toContain(`'${state}'`)
    expect(body.error.message).toContain('established')
    expect(emulator.store.getState()).toBe(before)
    expect(received).toHaveLength(count)
  })
  type Established = Awaited<ReturnType<typeof established>>

  it('while the call is establishing, and for an unknown call', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    const before = emulator.store.getState()
    const { status, body } = await graph.post(`${CALLS}/${call.id}/transfer`, toMegan)
    expect([status, body.error.code]).toEqual([409, '8519'])
    const unknown = await graph.post(`${CALLS}/${ADELE}/transfer`, toMegan)
    expect([unknown.status, unknown.body.error.code]).toEqual([404, '8522'])
    expect(emulator.store.getState()).toBe(before)
  })
})

it('A snapshot taken during a transfer continues exactly as the original emulator does', async () => {
  const { emulator, received, toReplace, transfer } = await consulting()
  await transfer(toReplace)
  await emulator.clock.advance('1s')
  const snapshot: Snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
  received.length = 0
  await emulator.clock.runToIdle()
  const first = [...received]
  const other = setup({ seed: 'another' })
  other.emulator.restore(snapshot)
  await other.emulator.clock.runToIdle()
  expect(first.map(({ resourceData }) => resourceData.state)).toContain('transferAccepted')
  expect(other.received).toEqual(first)
  expect(JSON.stringify(other.emulator.snapshot())).toBe(JSON.stringify(emulator.snapshot()))
})
