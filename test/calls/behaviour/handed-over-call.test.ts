import { describe, expect, it } from 'vitest'
import { HANDED_OVER_CALL_LENGTH_MS } from '../../../src/calls/lifecycle/limits.ts'
import { defineScenario, type EmulatorOptions, type ScenarioStep } from '../../../src/index.ts'
import {
  ADELE,
  ALEX,
  AS_INSTANCE,
  aGroupCall,
  anInvitation,
  anOutgoingCall,
  CALLBACK,
  MEGAN,
} from '../../support/bodies.ts'
import { establishedCall, groupCallInProgress, readRecord } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const PHONE = '+12345678901'
const SECONDS = HANDED_OVER_CALL_LENGTH_MS / 1000
const toMegan = { transferTarget: anInvitation(MEGAN) }
const toPhone = { transferTarget: { identity: { phone: { id: PHONE } } } }

type World = ReturnType<typeof setup> & { readonly call: { readonly id: string; readonly callChainId: string } }

/** A call to Adele that the app transfers ten seconds after the answer; the target answers two seconds later. */
const transferred = async (request: object = toMegan, options: EmulatorOptions = {}) => {
  const world = await establishedCall(setup(options), anOutgoingCall(AS_INSTANCE))
  await world.emulator.clock.advance('10s')
  await world.graph.post(`${world.path}/transfer`, request)
  await world.emulator.clock.advance('2s')
  return world
}

/** A call from Adele that the app redirects; the target answers two seconds later. */
const redirected = async (targets: readonly object[] = [anInvitation(MEGAN)], options: EmulatorOptions = {}) => {
  const world = setup(options)
  const call = world.emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK })
  const path = `/communications/calls/${call.id}`
  await world.graph.post(`${path}/redirect`, { targets })
  await world.emulator.clock.advance('2s')
  return { ...world, call, path }
}

const idIn = (endpoint: Record<string, { id: string } | null>) => endpoint.associatedIdentity?.id

/** Type, participants and sessions of a call's record. Times are in seconds since the record's start. */
const recordOf = async ({ graph, call }: Pick<World, 'graph' | 'call'>) => {
  const { status, body } = await readRecord(graph, call.callChainId)
  if (status !== 200) return status
  const since = (time: string) => Math.round((Date.parse(time) - Date.parse(body.startDateTime)) / 1000)
  return {
    type: body.type,
    length: since(body.endDateTime),
    participants: body.participants_v2.map(({ id }: { id: string }) => id),
    // biome-ignore lint/suspicious/noExplicitAny: the JSON of a response
    sessions: body.sessions.map(({ caller, callee, startDateTime, endDateTime, failureInfo }: any) => ({
      between: [idIn(caller), idIn(callee)],
      time: [since(startDateTime), since(endDateTime)],
      failureInfo,
    })),
  }
}

describe('A transferred call that goes on without the app', () => {
  it('has a record with a second session, between the callee and the target', async () => {
    const world = await transferred()
    const app = world.emulator.directory.app.id
    await world.emulator.clock.advance(HANDED_OVER_CALL_LENGTH_MS - 1)
    expect(await recordOf(world)).toBe(404)
    await world.emulator.clock.advance(1)
    expect(await recordOf(world)).toEqual({
      type: 'peerToPeer',
      length: 12 + SECONDS,
      participants: [app, ADELE, MEGAN],
      sessions: [
        { between: [app, ADELE], time: [0, 12], failureInfo: null },
        { between: [ADELE, MEGAN], time: [12, 12 + SECONDS], failureInfo: null },
      ],
    })
  })

  it('keeps the caller of an incoming call as the caller of both sessions', async () => {
    const world = setup()
    const call = world.emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK })
    const path = `/communications/calls/${call.id}`
    const { emulator, graph } = world
    await graph.post(`${path}/answer`, {
      callbackUri: CALLBACK,
      acceptedModalities: ['audio'],
      mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
    })
    await emulator.clock.advance('10s')
    await graph.post(`${path}/transfer`, toMegan)
    await emulator.clock.runToIdle()
    const app = emulator.directory.app.id
    expect(await recordOf({ ...world, call })).toMatchObject({
      participants: [ADELE, app, MEGAN],
      sessions: [{ between: [ADELE, app] }, { between: [ADELE, MEGAN] }],
    })
  })

  it('lasts until its scenario ends it', async () => {
    const steps: ScenarioStep[] = [
      { after: '2s', do: 'answer' },
      { when: 'transferring', after: '2s', do: 'answer' },
      { after: '20s', do: 'network', who: MEGAN, profile: 'lossy' },
      { after: '5s', do: 'rate', who: ADELE, rating: 'poor' },
      { after: '5s', do: 'hangUp' },
    ]
    const world = await transferred(toMegan, { scenarios: [defineScenario({ name: 'goes on', steps })] })
    expect(world.emulator.trace.of('refused')).toEqual([])
    await world.emulator.clock.advance('30s')
    expect(await recordOf(world)).toMatchObject({ length: 42, sessions: [{ time: [0, 12] }, { time: [12, 42] }] })
    expect(world.emulator.trace.of('refused')).toEqual([])
    const { body } = await readRecord(world.graph, world.call.callChainId)
    expect(body.sessions[1].caller.feedback).toMatchObject({ rating: 'poor' })
    // The network changed after 20 of 30 seconds.
    expect(body.sessions.map(({ segments }: { segments: unknown[] }) => segments.length)).toEqual([1, 2])
    expect(world.emulator.can(world.call.id, { do: 'hangUp' })).toBe(false)
    // Nothing is left to happen.
    const { now } = world.emulator.clock
    const before = now()
    await world.emulator.clock.runToIdle()
    expect(now()).toBe(before)
  })

  it('can be ended while it is still terminating for the app', async () => {
    const world = await transferred()
    expect((await world.graph.get(world.path)).body.state).toBe('transferAccepted')
    world.emulator.perform(world.call.id, { do: 'hangUp' })
    await world.emulator.clock.advance('1s')
    expect(await recordOf(world)).toMatchObject({ length: 12 })
  })

  it('sends the app no more notifications, and refuses steps once it has ended', async () => {
    const { emulator, received, call } = await transferred()
    await emulator.clock.advance('1s')
    const count = received.length
    expect(received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { state: 'terminated' } })
    emulator.perform(call.id, { do: 'rate', rating: 'good' })
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(received).toHaveLength(count)
    for (const step of [{ do: 'hangUp' }, { do: 'rate', rating: 'good' }] as const)
      expect(() => emulator.perform(call.id, step)).toThrow(`'${step.do}' needs`)
  })

  it('is logged with the phone that it was transferred to, for as long as that was connected', async () => {
    const trunks = [{ name: 'sbc.contoso.com', numbers: [PHONE] }]
    const world = await transferred(toPhone, { directory: { trunks } })
    await world.emulator.clock.runToIdle()
    const range = '(fromDateTime=2026-01-01,toDateTime=2026-02-01)'
    const { body } = await world.graph.get(`/communications/callRecords/getDirectRoutingCalls${range}`)
    expect(body.value).toMatchObject([{ callType: 'ByotOutUcap', successfulCall: true, duration: SECONDS }])
    const [row] = body.value
    expect(Date.parse(row.startDateTime) - Date.parse(row.inviteDateTime)).toBe(2_000)
    expect(await recordOf(world)).toMatchObject({ participants: [expect.anything(), ADELE, PHONE] })
  })

  it('has a record with the modalities of all its sessions, although a phone has audio only', async () => {
    const video = anOutgoingCall({ ...AS_INSTANCE, requestedModalities: ['audio', 'video'] })
    const world = await establishedCall(setup(), video)
    const { emulator, graph, path, call } = world
    await graph.post(`${path}/transfer`, toPhone)
    await emulator.clock.runToIdle()
    const { body } = await readRecord(graph, call.callChainId)
    expect(body.modalities).toEqual(['audio', 'video'])
    expect(body.sessions.map(({ modalities }: { modalities: string[] }) => modalities)).toEqual([
      ['audio', 'video'],
      ['audio'],
    ])
  })

  it('has one record when it is a group call, to which the target is added', async () => {
    const world = await groupCallInProgress(setup(), aGroupCall())
    const { emulator, graph, path, alex } = world
    const transferee = { identity: { user: { id: ALEX } }, participantId: alex }
    expect((await graph.post(`${path}/transfer`, { ...toMegan, transferee })).status).toBe(202)
    await emulator.clock.runToIdle()
    const record = await recordOf(world)
    expect(record).toMatchObject({ type: 'groupCall', participants: [emulator.directory.app.id, ADELE, ALEX, MEGAN] })
    expect(record).toHaveProperty('sessions.length', 4)
    // The app leaves two seconds after its request, 3.7 s after it connected.
    const times = typeof record === 'object' ? record.sessions.map(({ time }: { time: number[] }) => time) : []
    expect(times).toEqual([
      [0, 4],
      [2, 4 + SECONDS],
      [2, 4 + SECONDS],
      [4, 4 + SECONDS],
    ])
  })

  it('goes on after a consultative transfer, too, while the replaced call ends at once', async () => {
    const world = await establishedCall(setup())
    const { graph, emulator, call, path } = world
    const other = await establishedCall(world, anOutgoingCall({ targets: [anInvitation(MEGAN)] }))
    await graph.post(`${path}/transfer`, { transferTarget: anInvitation(MEGAN, { replacesCallId: other.call.id }) })
    await emulator.clock.advance('3s')
    expect([await recordOf({ graph, call }), await recordOf(other)]).toEqual([
      404,
      expect.objectContaining({ length: 2 }),
    ])
    await emulator.clock.runToIdle()
    expect(await recordOf(world)).toMatchObject({ length: 4 + SECONDS })
  })
})

describe('A redirected call that goes on without the app', () => {
  it('has a record with the caller and the target who answered, without the app', async () => {
    const world = await redirected()
    expect(await recordOf(world)).toBe(404)
    await world.emulator.clock.runToIdle()
    expect(await recordOf(world)).toEqual({
      type: 'peerToPeer',
      length: SECONDS,
      participants: [ADELE, MEGAN],
      sessions: [{ between: [ADELE, MEGAN], time: [0, SECONDS], failureInfo: null }],
    })
    const { body } = await world.graph.get('/communications/callRecords')
    expect(body.value).toMatchObject([{ id: world.call.callChainId, modalities: ['audio'] }])
  })

  it('has a record without the targets who did not answer', async () => {
    const world = await redirected([anInvitation(ALEX), anInvitation(MEGAN)], {
      scenarios: [
        defineScenario({
          name: 'second',
          match: { direction: 'incoming' },
          steps: [
            { when: 'redirecting', after: '1s', do: 'decline', who: ALEX },
            { after: '1s', do: 'answer', who: MEGAN },
            { after: '30s', do: 'hangUp' },
          ],
        }),
      ],
    })
    await world.emulator.clock.advance('30s')
    expect(await recordOf(world)).toMatchObject({ length: 30, participants: [ADELE, MEGAN] })
    expect(world.emulator.trace.of('refused')).toEqual([])
  })

  it('has a record with the participants of its group call and the target', async () => {
    const world = setup()
    const { emulator, graph } = world
    const call = emulator.incomingCall({ from: { user: ADELE }, others: [ALEX], callbackUri: CALLBACK })
    await graph.post(`/communications/calls/${call.id}/redirect`, { targets: [anInvitation(MEGAN)] })
    await emulator.clock.runToIdle()
    expect(await recordOf({ ...world, call })).toMatchObject({
      type: 'groupCall',
      length: SECONDS,
      participants: [ADELE, ALEX, MEGAN],
    })
  })

  it('lets its scenario continue: control steps apply once it has ended', async () => {
    const { emulator } = await redirected([anInvitation(MEGAN)], {
      scenarios: [
        defineScenario({
          name: 'marks',
          match: { direction: 'incoming' },
          steps: [
            { when: 'redirecting', after: '2s', do: 'answer' },
            { when: 'hold', do: 'resume' },
            { do: 'mark', name: 'done' },
          ],
        }),
      ],
    })
    await emulator.clock.advance(HANDED_OVER_CALL_LENGTH_MS - 1)
    expect(emulator.trace.of('mark')).toEqual([])
    await emulator.clock.advance(1)
    expect(emulator.trace.of('mark')).toHaveLength(1)
    expect(emulator.trace.of('refused')).toEqual([])
    expect(emulator.store.getState().scenarioRuns.size).toBe(0)
  })
})

it('A snapshot taken while a call goes on without the app continues exactly as the original does', async () => {
  const { emulator } = await transferred()
  await emulator.clock.advance('10s')
  const other = setup({ seed: 'another' })
  other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
  await emulator.clock.runToIdle()
  await other.emulator.clock.runToIdle()
  expect(emulator.store.getState().callRecords.size).toBe(1)
  expect(JSON.stringify(other.emulator.snapshot())).toBe(JSON.stringify(emulator.snapshot()))
})
