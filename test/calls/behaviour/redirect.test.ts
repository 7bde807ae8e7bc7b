import { describe, expect, it } from 'vitest'
import { defineScenario, type EmulatorOptions, type Snapshot, type Step, scenarios } from '../../../src/index.ts'
import { ADELE, ALEX, anAnswer, anInvitation, CALLBACK, MEGAN } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'

const ELSEWHERE = 'https://bot.contoso.com/elsewhere'
const PHONE = '+12345678901'
const APP = { id: 'bot', displayName: 'Calling app', phoneNumber: '+12065550199' }
const several = (count: number) =>
  Array.from({ length: count }, (_, index) => anInvitation(`user-${String(index + 1).padStart(2, '0')}`))

/** A scenario that takes these steps once the call is being redirected. */
const when = (...steps: readonly (Step & { after?: string })[]) => ({
  scenarios: [
    defineScenario({
      name: 'decides',
      match: { direction: 'incoming' },
      steps: steps.map((step) => ({ when: 'redirecting', ...step }) as const),
    }),
  ],
})
/** A scenario in which no one answers or declines for ten minutes. */
const noReaction = when({ do: 'decline', after: '10min' })

/** An incoming call from Adele, to the app's phone number. */
const incoming = async (options: EmulatorOptions = {}) => {
  const world = setup({ directory: { app: APP }, ...options })
  const { emulator, graph, received } = world
  const call = emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK })
  await emulator.settled()
  received.length = 0
  const path = `/communications/calls/${call.id}`
  const redirect = (request: unknown) => graph.post(`${path}/redirect`, request)
  return { ...world, call, path, redirect }
}

describe('A redirected call', () => {
  it('rings its target without a notification and ends when the target answers', async () => {
    const { emulator, graph, received, call, path, redirect } = await incoming()
    const { status, body } = await redirect({ targets: [anInvitation(MEGAN)], routingPolicies: ['disableForwarding'] })
    expect([status, body]).toEqual([202, ''])
    await emulator.clock.advance(1_999)
    expect((await graph.get(path)).body.state).toBe('redirecting')
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received.map(({ changeType, resourceData }) => [changeType, resourceData])).toEqual([
      [
        'deleted',
        {
          '@odata.type': '#microsoft.graph.call',
          '@odata.id': path,
          '@odata.etag': 'W/"2"',
          id: call.id,
          state: 'terminated',
          direction: 'incoming',
          callChainId: call.callChainId,
          callbackUri: CALLBACK,
          source: expect.objectContaining({
            identity: expect.objectContaining({ user: expect.objectContaining({ id: ADELE }) }),
          }),
          targets: [expect.anything()],
          requestedModalities: ['audio'],
          myParticipantId: call.myParticipantId,
          tenantId: call.tenantId,
          terminationReason: 'CallTerminated',
          answeredBy: expect.objectContaining({
            '@odata.type': '#microsoft.graph.participantInfo',
            identity: expect.objectContaining({ user: expect.objectContaining({ id: MEGAN }) }),
          }),
        },
      ],
    ])
    expect((await graph.get(path)).status).toBe(404)
  })

  it.each([
    ['all targets decline', { do: 'decline' }],
    ['the caller hangs up', { do: 'hangUp' }],
  ] as const)('writes no record when %s, since no one was connected', async (_, step) => {
    const { emulator, graph, redirect } = await incoming(when({ after: '1s', ...step }))
    await redirect({ targets: [anInvitation(MEGAN)] })
    await emulator.clock.runToIdle()
    expect((await graph.get('/communications/callRecords')).body.value).toEqual([])
  })

  it('can go to a phone', async () => {
    const { emulator, received, redirect } = await incoming()
    await redirect({ targets: [{ identity: { phone: { id: PHONE } } }] })
    await emulator.clock.runToIdle()
    expect(received.at(-1).resourceData.answeredBy.identity.phone.id).toBe(PHONE)
  })

  it('rings all targets at once and goes to the first to answer', async () => {
    const { emulator, graph, received, call, path, redirect } = await incoming(noReaction)
    await redirect({ targets: [anInvitation(MEGAN), anInvitation(ALEX), { identity: { phone: { id: PHONE } } }] })
    for (const who of [MEGAN, ALEX, PHONE]) expect(emulator.can(call.id, { do: 'answer', who })).toBe(true)
    emulator.perform(call.id, { do: 'decline', who: MEGAN })
    await emulator.clock.advance('10s')
    expect((await graph.get(path)).body.state).toBe('redirecting')
    emulator.perform(call.id, { do: 'answer', who: PHONE })
    expect(() => emulator.perform(call.id, { do: 'answer', who: ALEX })).toThrow('terminated')
    await emulator.clock.runToIdle()
    expect(received).toMatchObject([{ resourceData: { answeredBy: { identity: { phone: { id: PHONE } } } } }])
    expect(received[0].resourceData).not.toHaveProperty('resultInfo')
  })

  it.each([
    ['all targets decline', '1s', { do: 'decline' }, 603, 0],
    ['the caller hangs up', '1s', { do: 'hangUp' }, 487, 0],
  ] as const)('ends with the matching result when %s', async (_, after, step, code, subcode) => {
    const { emulator, graph, received, path, redirect } = await incoming(when({ after, ...step }))
    await redirect({ targets: [anInvitation(MEGAN), anInvitation(ALEX)] })
    await emulator.clock.advance(after)
    expect(received).toMatchObject([
      { changeType: 'deleted', resourceData: { state: 'terminated', resultInfo: { code, subcode } } },
    ])
    expect(received[0].resourceData).not.toHaveProperty('answeredBy')
    expect((await graph.get(path)).status).toBe(404)
  })

  it('ends when the scenario lets the caller hang up', async () => {
    const { emulator, received, redirect } = await incoming({ scenarios: [scenarios.cancelledByCaller] })
    await emulator.clock.advance(4_000)
    await redirect({ targets: [anInvitation(MEGAN)] })
    await emulator.clock.advance(1_000)
    expect(received).toMatchObject([{ resourceData: { state: 'terminated', resultInfo: { code: 487, subcode: 0 } } }])
  })

  it('ends when the app deletes it', async () => {
    const { emulator, graph, received, path, redirect } = await incoming(noReaction)
    await redirect({ targets: [anInvitation(MEGAN)] })
    expect((await graph.delete(path)).status).toBe(204)
    await emulator.clock.runToIdle()
    expect(received).toMatchObject([{ changeType: 'deleted', resourceData: { state: 'terminated' } }])
    expect(received[0].resourceData).not.toHaveProperty('resultInfo')
  })

  it('sends its notification to the callbackUri of the redirection', async () => {
    const { emulator, received, redirect } = await incoming()
    let elsewhere = 0
    emulator.receive(ELSEWHERE, () => {
      elsewhere += 1
    })
    await redirect({ targets: [anInvitation(MEGAN)], callbackUri: ELSEWHERE })
    await emulator.clock.runToIdle()
    expect([received.length, elsewhere]).toEqual([0, 1])
  })

  it('may ring longer than the 15 seconds within which the app has to answer', async () => {
    const { emulator, graph, path, redirect } = await incoming(noReaction)
    await emulator.clock.advance(14_999)
    expect((await redirect({ targets: [anInvitation(MEGAN)] })).status).toBe(202)
    await emulator.clock.advance('30s')
    expect((await graph.get(path)).body.state).toBe('redirecting')
  })

  it('can be a group call', async () => {
    const { emulator, graph, received } = setup()
    const { id } = emulator.incomingCall({ from: { user: ADELE }, others: [ALEX], callbackUri: CALLBACK })
    await graph.post(`/communications/calls/${id}/redirect`, { targets: [anInvitation(MEGAN)] })
    await emulator.clock.runToIdle()
    expect(received.slice(1)).toMatchObject([
      { changeType: 'deleted', resourceData: { answeredBy: { identity: { user: { id: MEGAN } } } } },
    ])
  })
})

describe('The documented limits of a redirection', () => {
  it.each([
    ['one target', 1, undefined, 55],
    ['several targets', 2, undefined, 60],
    ['one target and the shortest timeout', 1, 15, 15],
    ['25 targets and the longest timeout', 25, 90, 90],
    ['one target and a timeout of null', 1, null, 55],
  ])('let %s ring: %i targets, timeout %j, for %i s', async (_, count, timeout, seconds) => {
    const { emulator, graph, received, path, redirect } = await incoming(noReaction)
    expect((await redirect({ targets: several(count), timeout })).status).toBe(202)
    await emulator.clock.advance(seconds * 1000 - 1)
    expect((await graph.get(path)).body.state).toBe('redirecting')
    await emulator.clock.advance(1)
    expect(received).toMatchObject([
      { changeType: 'deleted', resourceData: { state: 'terminated', resultInfo: { code: 487, subcode: 10004 } } },
    ])
    await emulator.clock.runToIdle()
    expect(received).toHaveLength(1)
  })

  it.each([
    [{}, 'targets', 'required'],
    [{ targets: null }, 'targets', 'null'],
    [{ targets: [] }, 'targets', '0 items were given; 1 to 25 are allowed'],
    [{ targets: several(26) }, 'targets', '26 items were given; 1 to 25 are allowed'],
    [{ targets: [{}] }, 'targets[0].identity', 'required'],
    [{ targets: several(1), timeout: 14 }, 'timeout', '14 is not between 15 and 90'],
    [{ targets: several(1), timeout: 91 }, 'timeout', '91 is not between 15 and 90'],
    [{ targets: several(1), timeout: 20.5 }, 'timeout', '20.5'],
    [{ targets: several(1), timeout: 'long' }, 'timeout', "'long'"],
    [{ targets: several(1), callbackUri: 'http://bot.contoso.com/calls' }, 'callbackUri', 'https'],
  ])('refuse %j', async (body, named, problem) => {
    const { emulator, received, redirect } = await incoming()
    const before = emulator.store.getState()
    const answer = await redirect(body)
    expect([answer.status, answer.body.error.code]).toEqual([400, '8523'])
    expect(answer.body.error.message).toContain(`'${named}'`)
    expect(answer.body.error.message).toContain(problem)
    expect(emulator.store.getState()).toBe(before)
    expect(received).toEqual([])
  })

  it.each([
    ['establishing', (world: Incoming) => world.graph.post(`${world.path}/answer`, anAnswer())],
    [
      'established',
      async (world: Incoming) => {
        await world.graph.post(`${world.path}/answer`, anAnswer())
        await world.emulator.clock.advance('1s')
      },
    ],
    ['redirecting', (world: Incoming) => world.redirect({ targets: several(2) })],
  ])('refuse a call that is %s', async (state, reach) => {
    const world = await incoming()
    const { emulator, graph, path, received, redirect } = world
    await reach(world)
    await emulator.settled()
    const before = emulator.store.getState()
    received.length = 0
    const { status, body } = await redirect({ targets: several(1), callbackUri: ELSEWHERE })
    expect([status, body.error.code]).toEqual([409, '8519'])
    expect(body.error.message).toContain(`'${state}'`)
    expect(body.error.message).toContain('incoming')
    if (state === 'redirecting') expect((await graph.post(`${path}/answer`, anAnswer())).status).toBe(409)
    expect(emulator.store.getState()).toBe(before)
    expect(received).toEqual([])
  })
  type Incoming = Awaited<ReturnType<typeof incoming>>

  it('answer 404 for a rejected call', async () => {
    const { emulator, graph, path, redirect } = await incoming()
    await graph.post(`${path}/reject`)
    await emulator.settled()
    const { status, body } = await redirect({ targets: several(1) })
    expect([status, body.error.code]).toEqual([404, '8522'])
  })
})

it('A snapshot taken during a redirection continues exactly as the original emulator does', async () => {
  const { emulator, received, redirect } = await incoming()
  await redirect({ targets: [anInvitation(MEGAN), anInvitation(ALEX)] })
  await emulator.clock.advance('1s')
  const snapshot: Snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
  await emulator.clock.runToIdle()
  const other = setup({ seed: 'another' })
  other.emulator.restore(snapshot)
  await other.emulator.clock.runToIdle()
  expect(received).toMatchObject([{ changeType: 'deleted' }])
  expect(other.received).toEqual(received)
  expect(JSON.stringify(other.emulator.snapshot())).toBe(JSON.stringify(emulator.snapshot()))
})
