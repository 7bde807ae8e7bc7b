import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarioFromHar } from '../../../src/adapters/har/index.ts'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type ScenarioStep,
  type Step,
  scenarios,
  sequence,
} from '../../../src/index.ts'
import {
  ADELE,
  ALEX,
  AS_INSTANCE,
  aGroupCall,
  aMeeting,
  anAnswer,
  anInvitation,
  anOutgoingCall,
  aPhone,
  aPrompt,
  aRecording,
  CALLBACK,
  MEGAN,
} from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { createGraph, type Graph } from '../../support/graph.ts'
import { recordHar } from '../../support/har-recorder.ts'
import { namesOn } from '../../support/received.ts'

// Captures a session with the emulator, turns it into scenarios, and runs the same app against these: it must see the same.

interface Session {
  readonly emulator: Emulator
  readonly graph: Graph
  /** Starts an incoming call. In the second run the scenario does so instead. */
  readonly callApp: (options?: Parameters<Emulator['incomingCall']>[0]) => void
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  readonly onNotification: (handler: (notification: any, path: string) => unknown) => void
}
type App = (session: Session) => Promise<void>

async function run(app: App, options: EmulatorOptions, isReplay: boolean) {
  const emulator = createEmulator({
    seed: isReplay ? 2 : 1,
    clock: 'manual',
    callbackUri: CALLBACK,
    onError: () => {}, // random steps are refused
    ...options,
  })
  const { fetch, listen, har } = recordHar(emulator)
  const begunAt = emulator.clock.now()
  const seenByApp: unknown[] = []
  let calls: readonly string[] = []
  const handlers: Parameters<Session['onNotification']>[0][] = []
  listen(async (notification) => {
    const [, callId = '', kind = 'call'] = /calls\/([^/]+)\/?(\w+)?/.exec(notification.resourceUrl) ?? []
    if (!calls.includes(callId)) calls = [...calls, callId]
    seenByApp.push([
      (emulator.clock.now() - begunAt) / 1000,
      calls.indexOf(callId),
      ...describeNotification(kind, notification),
    ])
    for (const handler of handlers) await handler(notification, `/communications/calls/${callId}`)
  })
  const graph = createGraph(async (url, init) => {
    const answer = await fetch(url, init)
    seenByApp.push([(emulator.clock.now() - begunAt) / 1000, init?.method, answer.status])
    return answer
  })
  const callApp: Session['callApp'] = (options) => {
    if (!isReplay) emulator.incomingCall(options)
  }
  await app({ emulator, graph, callApp, onNotification: (handler) => handlers.push(handler) })
  await emulator.clock.runToIdle()
  const refused = emulator.trace.entries().filter(({ type }) => type === 'refused' || type === 'error')
  return { seenByApp, har: har(), refused }
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
function describeNotification(kind: string, { changeType, resourceData: data }: any): unknown[] {
  if (kind === 'participants') {
    // biome-ignore lint/suspicious/noExplicitAny: a participant of a notification
    const notable = data.map((one: any, index: number) => [
      namesOn([data[index]])[0],
      one.isMuted,
      one.isInLobby,
      // biome-ignore lint/suspicious/noExplicitAny: a stream of a participant
      one.mediaStreams.map((stream: any) => `${stream.mediaType} ${stream.direction}`).sort(),
    ])
    return [kind, notable.sort()]
  }
  const { state, status, resultInfo, toneInfo } = data
  return [kind, changeType, state ?? status, resultInfo && `${resultInfo.code}/${resultInfo.subcode}`, toneInfo?.tone]
}

async function roundTrip(app: App, options: EmulatorOptions) {
  const first = await run(app, options, false)
  const { notes, ...session } = scenarioFromHar(JSON.stringify(first.har))
  const second = await run(app, session, true)
  return { first, second, notes, session }
}

async function expectSameSession(app: App, options: EmulatorOptions) {
  const { first, second, notes, session } = await roundTrip(app, options)
  expect(first.seenByApp.length).toBeGreaterThanOrEqual(2)
  expect(second.seenByApp, JSON.stringify(session.scenarios, null, 1)).toEqual(first.seenByApp)
  expect(second.refused).toEqual([])
  return { notes, session }
}

const placeCall =
  (body: object = anOutgoingCall(), then: (session: Session, path: string) => unknown = () => {}): App =>
  async (session) => {
    const call = await createCall(session.graph, body)
    await then(session, `/communications/calls/${call.id}`)
  }
const TARGET_ALEX = { transferTarget: { identity: { user: { id: ALEX } } } }
const PHONE = { ...AS_INSTANCE, targets: [aPhone()] }

/** Acts once the call is established and media is active. */
const whenEstablished =
  (act: (session: Session, path: string) => unknown, body: object = anOutgoingCall()): App =>
  async (session) => {
    let hasActed = false
    session.onNotification(async ({ resourceData }, path) => {
      if (hasActed || resourceData.mediaState?.audio !== 'active') return
      hasActed = true
      await act(session, path)
    })
    await placeCall(body)(session)
  }
const after = (wait: string, act: (session: Session, path: string) => unknown, body?: object) =>
  placeCall(body, async (session, path) => {
    await session.emulator.clock.advance(wait)
    await act(session, path)
  })
const answering =
  (wait: string, options: Parameters<Session['callApp']>[0] = {}): App =>
  async ({ emulator, graph, callApp, onNotification }) => {
    let path = ''
    onNotification(({ changeType }, callPath) => {
      if (changeType === 'created') path = callPath
    })
    await emulator.clock.advance('4s')
    callApp({ from: { user: ADELE }, ...options })
    await emulator.clock.advance(wait)
    await graph.post(`${path}/answer`, anAnswer())
  }
const record = ({ graph }: Session, path: string) => graph.post(`${path}/recordResponse`, aRecording())

const SCENARIOS: readonly (readonly [name: keyof typeof scenarios, app: App])[] = [
  ['answered', after('30s', ({ graph }, path) => graph.delete(path))],
  ['declined', placeCall()],
  ['busy', placeCall()],
  ['noAnswer', placeCall()],
  ['unreachable', placeCall()],
  ['hangsUp', placeCall()],
  ['droppedMidCall', placeCall()],
  ['holdAndResume', placeCall()],
  [
    'pstnOutbound',
    whenEstablished(({ graph }, path) => graph.post(`${path}/subscribeToTone`, {}), anOutgoingCall(PHONE)),
  ],
  ['pstnBusy', placeCall(anOutgoingCall(PHONE))],
  ['transferSucceeds', after('5s', ({ graph }, path) => graph.post(`${path}/transfer`, TARGET_ALEX))],
  ['transferFails', after('5s', ({ graph }, path) => graph.post(`${path}/transfer`, TARGET_ALEX))],
  [
    'consultativeTransfer',
    async ({ emulator, graph }) => {
      const one = await createCall(graph)
      const two = await createCall(graph, anOutgoingCall({ targets: [anInvitation(ALEX)] }))
      await emulator.clock.advance('3s')
      const transferTarget = { identity: { user: { id: ALEX } }, replacesCallId: two.id }
      await graph.post(`/communications/calls/${one.id}/transfer`, { transferTarget })
    },
  ],
  ['incomingAnswered', answering('3s')],
  ['incomingMissed', async ({ callApp }) => callApp()],
  ['cancelledByCaller', async ({ callApp }) => callApp({ from: { phone: '+4930901820' } })],
  ['recordingByStopTone', whenEstablished(record)],
  [
    'recordingSilence',
    whenEstablished(async (session, path) => [await record(session, path), await record(session, path)]),
  ],
  ['recordingMaxDuration', whenEstablished(record)],
  ['oneMoreJoins', placeCall(aGroupCall())],
  ['lobbyAdmitted', after('20s', ({ graph }, path) => graph.delete(path), aMeeting())],
  ['lobbyDenied', placeCall(aMeeting())],
  ['lobbyTimeout', placeCall(aMeeting())],
  ['removedFromMeeting', placeCall(aMeeting())],
  ['screenShare', after('40s', ({ graph }, path) => graph.delete(path), aMeeting())],
  [
    'invitationDeclined',
    after(
      '4s',
      ({ graph }, path) => graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] }),
      aMeeting(),
    ),
  ],
  [
    'tokenExpires',
    after('4s', async ({ graph }, path) => [await graph.get(path), await graph.get(path), await graph.delete(path)]),
  ],
  [
    'throttled',
    after('4s', async ({ emulator, graph }, path) => {
      for (let tries = 0; tries < 3; tries += 1) await graph.get(path)
      await emulator.clock.advance('12s')
      await graph.get(path)
      await graph.delete(path)
    }),
  ],
]

/** Requests of the app that other participants react to. */
const ACTIONS: readonly (readonly [action: string, app: App, options?: EmulatorOptions])[] = [
  [
    'invites, mutes and removes participants',
    after(
      '5s',
      async ({ emulator, graph }, path) => {
        await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
        await emulator.clock.advance('6s')
        const { value } = (await graph.get(`${path}/participants`)).body
        const [, adele, alex] = value
        await graph.post(`${path}/participants/${adele.id}/mute`, {})
        await emulator.clock.advance('1s')
        await graph.delete(`${path}/participants/${alex.id}`)
        await emulator.clock.advance('1s')
        await graph.post(`${path}/mute`, {})
        await emulator.clock.advance('1s')
        await graph.post(`${path}/unmute`, {})
        await graph.delete(path)
      },
      aGroupCall(),
    ),
  ],
  [
    'invites a participant and replaces their own call',
    after(
      '3s',
      async ({ emulator, graph }, path) => {
        const own = await createCall(graph, anOutgoingCall({ targets: [anInvitation(MEGAN)] }))
        await emulator.clock.advance('5s')
        const participants = [anInvitation(MEGAN, { replacesCallId: own.id })]
        await graph.post(`${path}/participants/invite`, { participants })
        await emulator.clock.advance('20s')
        await graph.delete(path)
      },
      aGroupCall(),
    ),
  ],
  [
    'answers a group call',
    answering('2s', { others: ['Alex Wilber', '+12065550100'] }),
    { scenarios: [scenarios.incomingAnswered] },
  ],
  [
    'rejects a call',
    async ({ emulator, graph, callApp, onNotification }) => {
      onNotification(
        ({ changeType }, path) => changeType === 'created' && graph.post(`${path}/reject`, { reason: 'busy' }),
      )
      callApp()
      await emulator.clock.advance('1s')
    },
  ],
  ...(['answer', 'decline'] as const).map(
    (reaction) =>
      [
        `redirects a call to a user who will ${reaction}`,
        async ({ emulator, graph, callApp, onNotification }: Session) => {
          const targets = [anInvitation(MEGAN)]
          onNotification(
            ({ changeType }, path) => changeType === 'created' && graph.post(`${path}/redirect`, { targets }),
          )
          callApp()
          await emulator.clock.advance('1s')
        },
        { scenarios: [{ name: 'redirected', steps: [{ when: 'redirecting', after: '3s', do: reaction }] }] },
      ] as const,
  ),
  [
    'creates a call in a batch, and is called by a phone',
    async ({ emulator, graph, callApp }) => {
      const headers = { 'Content-Type': 'application/json' }
      const requests = [{ id: '1', method: 'POST', url: '/communications/calls', headers, body: anOutgoingCall() }]
      await graph.post('/$batch', { requests })
      await emulator.clock.advance('1s')
      callApp({ from: { phone: '+4930901820' } })
      await emulator.clock.advance('10s')
    },
    { scenarios: [scenarios.hangsUp] },
  ],
]

/** Keeps steps apart from what follows from other steps: at the same instant their order is not observable. */
function staggered(steps: readonly (readonly [Step, number])[]): ScenarioStep[] {
  return steps.map(([step, halves]) => ({ ...step, after: halves * 500 + 7 }))
}

describe('scenarioFromHar', () => {
  it.each(SCENARIOS)("reproduces a captured session with the scenario '%s'", async (name, app) => {
    const { notes } = await expectSameSession(app, { scenarios: [scenarios[name]] })
    expect(notes).toEqual([])
  })
  const actions = ACTIONS.map(([action, app, options = {}]) => ({ action, app, options }))
  it.each(actions)('reproduces a captured session in which the app $action', async ({ app, options }) => {
    const { notes } = await expectSameSession(app, options)
    expect(notes).toEqual([])
  })

  it('reproduces a group call or meeting with random steps', async () => {
    const who = fc.constantFrom(ADELE, ALEX, MEGAN, '+12065550100')
    const kind = fc.constantFrom(
      ...(['answer', 'decline', 'join', 'leave', 'mute', 'unmute', 'startVideo', 'stopVideo'] as const),
      ...(['share', 'stopSharing', 'lobby', 'admit', 'deny', 'remove', 'join', 'join'] as const),
    )
    const step = fc.record({ do: kind, who })
    const steps = fc.array(fc.tuple(step, fc.nat(16)), { maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), fc.boolean(), async (randomSteps, isMeeting, isDelta) => {
        const callOptions = { '@odata.type': '#microsoft.graph.outgoingCallOptions', isDeltaRosterEnabled: isDelta }
        const body = { ...(isMeeting ? aMeeting() : aGroupCall()), ...(isDelta && { callOptions }) }
        const all: ScenarioStep[] = [{ after: '1s', do: 'answer', who: ADELE }, ...staggered(randomSteps)]
        await expectSameSession(
          after('2min', ({ graph }, path) => graph.delete(path), body),
          { scenarios: [{ name: 'random', steps: all }] },
        )
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  it('reproduces a peer-to-peer call with random steps', async () => {
    const step = fc.oneof(
      fc.constantFrom<Step>({ do: 'hold' }, { do: 'resume' }, { do: 'silence' }, { do: 'startVideo' }),
      fc.constantFrom('1', '#', '*', '0').map((tones): Step => ({ do: 'press', tones })),
      fc.integer({ min: 1, max: 12 }).map((halves): Step => ({ do: 'speak', for: 500 * halves })),
    )
    const timed = fc.tuple(step, fc.nat(10))
    await fc.assert(
      fc.asyncProperty(fc.array(timed, { maxLength: 12 }), fc.boolean(), async (randomSteps, hearsTones) => {
        const all: ScenarioStep[] = [
          { after: '2s', do: 'answer' },
          ...staggered(randomSteps),
          { after: '3s', do: 'hangUp' },
        ]
        const app = whenEstablished(async (session, path) => {
          if (hearsTones) await session.graph.post(`${path}/subscribeToTone`, {})
          await record(session, path)
          await session.graph.post(`${path}/playPrompt`, { prompts: [aPrompt()] })
          await session.graph.post(`${path}/recordResponse`, aRecording({ stopTones: ['1'], prompts: [] }))
        })
        await expectSameSession(app, { scenarios: [{ name: 'random', steps: all }] })
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  it('reproduces several calls, consecutive and concurrent', async () => {
    const library = (
      ['answered', 'declined', 'busy', 'hangsUp', 'droppedMidCall', 'holdAndResume', 'unreachable'] as const
    ).map((name) => scenarios[name])
    const call = fc.record({
      scenario: fc.constantFrom(...library),
      who: fc.constantFrom(ADELE, ALEX, MEGAN),
      wait: fc.nat(40_000),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 6 }), async (calls) => {
        const app: App = async ({ emulator, graph }) => {
          for (const { who, wait } of calls) {
            await createCall(graph, anOutgoingCall({ targets: [anInvitation(who)] }))
            await emulator.clock.advance(wait)
          }
        }
        const { session } = await expectSameSession(app, {
          scenarios: sequence(...calls.map(({ scenario }) => scenario)),
        })
        expect(session.scenarios).toHaveLength(calls.length)
      }),
      { numRuns: 40 },
    )
  }, 30_000)
})
