import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarioFromHar } from '../../src/adapters/har/index.ts'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type ScenarioStep,
  type Step,
  scenarios,
  sequence,
} from '../../src/index.ts'
import {
  ADELE,
  ALEX,
  aGroupCall,
  aMeeting,
  anAnswer,
  anInvitation,
  anOutgoingCall,
  aPrompt,
  aRecording,
  CALLBACK,
  MEGAN,
} from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { createGraph, type Graph } from '../support/graph.ts'
import { recordHar } from '../support/har-recorder.ts'
import { namesOn } from '../support/received.ts'

// A session with the emulator is captured, turned into scenarios, and run again with those: the same app meets the same.

interface Stage {
  readonly emulator: Emulator
  readonly graph: Graph
  /** Somebody calls, or, the second time, the scenario has them call. */
  readonly ring: (options?: Parameters<Emulator['incomingCall']>[0]) => void
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  readonly on: (heed: (notice: any, path: string) => unknown) => void
}
type App = (stage: Stage) => Promise<void>

async function run(app: App, options: EmulatorOptions, isReplay: boolean) {
  const emulator = createEmulator({ seed: isReplay ? 2 : 1, clock: 'manual', callbackUri: CALLBACK, ...options })
  const { fetch, listen, har } = recordHar(emulator)
  const begunAt = emulator.clock.now()
  const story: unknown[] = []
  let calls: readonly string[] = []
  const heeds: Parameters<Stage['on']>[0][] = []
  listen(async (notice) => {
    const [, callId = '', kind = 'call'] = /calls\/([^/]+)\/?(\w+)?/.exec(notice.resourceUrl) ?? []
    if (!calls.includes(callId)) calls = [...calls, callId]
    story.push([(emulator.clock.now() - begunAt) / 1000, calls.indexOf(callId), ...told(kind, notice)])
    for (const heed of heeds) await heed(notice, `/communications/calls/${callId}`)
  })
  const graph = createGraph(async (url, init) => {
    const answer = await fetch(url, init)
    story.push([(emulator.clock.now() - begunAt) / 1000, init?.method, answer.status])
    return answer
  })
  const ring: Stage['ring'] = (given) => {
    if (!isReplay) emulator.incomingCall(given)
  }
  await app({ emulator, graph, ring, on: (heed) => heeds.push(heed) })
  await emulator.clock.runToIdle()
  const refused = emulator.trace.entries().filter(({ type }) => type === 'refused' || type === 'error')
  return { story, har: har(), refused }
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
function told(kind: string, { changeType, resourceData: data }: any): unknown[] {
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

async function expectSame(app: App, options: EmulatorOptions) {
  const { first, second, notes, session } = await roundTrip(app, options)
  expect(first.story.length).toBeGreaterThanOrEqual(2)
  expect(second.story, JSON.stringify(session.scenarios, null, 1)).toEqual(first.story)
  expect(second.refused).toEqual([])
  return { notes, session, story: first.story }
}

const dial =
  (body: object = anOutgoingCall(), then: (stage: Stage, path: string) => unknown = () => {}): App =>
  async (stage) => {
    const call = await createCall(stage.graph, body)
    await then(stage, `/communications/calls/${call.id}`)
  }
const TARGET_ALEX = { transferTarget: { identity: { user: { id: ALEX } } } }
const PHONE = { targets: [{ identity: { phone: { id: '+12065550100' } } }] }

/** As soon as media flows, once. */
const whenUp =
  (act: (stage: Stage, path: string) => unknown, body: object = anOutgoingCall()): App =>
  async (stage) => {
    let isUp = false
    stage.on(async ({ resourceData }, path) => {
      if (isUp || resourceData.mediaState?.audio !== 'active') return
      isUp = true
      await act(stage, path)
    })
    await dial(body)(stage)
  }
const after = (wait: string, act: (stage: Stage, path: string) => unknown, body?: object) =>
  dial(body, async (stage, path) => {
    await stage.emulator.clock.advance(wait)
    await act(stage, path)
  })
const answering =
  (wait: string, options: Parameters<Stage['ring']>[0] = {}): App =>
  async ({ emulator, graph, ring, on }) => {
    let path = ''
    on(({ changeType }, of) => {
      if (changeType === 'created') path = of
    })
    await emulator.clock.advance('4s')
    ring({ from: { user: ADELE }, ...options })
    await emulator.clock.advance(wait)
    await graph.post(`${path}/answer`, anAnswer())
  }
const record = ({ graph }: Stage, path: string) => graph.post(`${path}/recordResponse`, aRecording())

const STORIES: readonly (readonly [name: keyof typeof scenarios, app: App])[] = [
  ['answered', after('30s', ({ graph }, path) => graph.delete(path))],
  ['declined', dial()],
  ['busy', dial()],
  ['noAnswer', dial()],
  ['unreachable', dial()],
  ['hangsUp', dial()],
  ['droppedMidCall', dial()],
  ['holdAndResume', dial()],
  ['pstnOutbound', whenUp(({ graph }, path) => graph.post(`${path}/subscribeToTone`, {}), anOutgoingCall(PHONE))],
  ['pstnBusy', dial(anOutgoingCall(PHONE))],
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
  ['incomingMissed', async ({ ring }) => ring()],
  ['cancelledByCaller', async ({ ring }) => ring({ from: { phone: '+4930901820' } })],
  ['recordingByStopTone', whenUp(record)],
  ['recordingSilence', whenUp(async (stage, path) => [await record(stage, path), await record(stage, path)])],
  ['recordingMaxDuration', whenUp(record)],
  ['oneMoreJoins', dial(aGroupCall())],
  ['lobbyAdmitted', after('20s', ({ graph }, path) => graph.delete(path), aMeeting())],
  ['lobbyDenied', dial(aMeeting())],
  ['lobbyTimeout', dial(aMeeting())],
  ['removedFromMeeting', dial(aMeeting())],
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

/** What the app does itself, and others react to. */
const DOINGS: readonly (readonly [what: string, app: App, options?: EmulatorOptions])[] = [
  [
    'invites somebody, has others muted and removed',
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
    'invites somebody out of a call of their own',
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
    async ({ emulator, graph, ring, on }) => {
      on(({ changeType }, path) => changeType === 'created' && graph.post(`${path}/reject`, { reason: 'busy' }))
      ring()
      await emulator.clock.advance('1s')
    },
  ],
  ...(['answer', 'decline'] as const).map(
    (what) =>
      [
        `redirects a call, and they ${what}`,
        async ({ emulator, graph, ring, on }: Stage) => {
          const targets = [anInvitation(MEGAN)]
          on(({ changeType }, path) => changeType === 'created' && graph.post(`${path}/redirect`, { targets }))
          ring()
          await emulator.clock.advance('1s')
        },
        { scenarios: [{ name: 'redirected', steps: [{ when: 'redirecting', after: '3s', do: what }] }] },
      ] as const,
  ),
  [
    'asks in a batch, and of an incoming call of a phone',
    async ({ emulator, graph, ring }) => {
      const headers = { 'Content-Type': 'application/json' }
      const requests = [{ id: '1', method: 'POST', url: '/communications/calls', headers, body: anOutgoingCall() }]
      await graph.post('/$batch', { requests })
      await emulator.clock.advance('1s')
      ring({ from: { phone: '+4930901820' } })
      await emulator.clock.advance('10s')
    },
    { scenarios: [scenarios.hangsUp] },
  ],
]

/** Steps of which none is at the same instant as something that follows from another: what came first cannot be seen. */
function staggered(steps: readonly (readonly [Step, number])[]): ScenarioStep[] {
  return steps.map(([step, halves]) => ({ ...step, after: halves * 500 + 7 }))
}

describe('a captured session', () => {
  it.each(STORIES)("with '%s' is met again by the same app", async (name, app) => {
    const { notes } = await expectSame(app, { scenarios: [scenarios[name]] })
    expect(notes).toEqual([])
  })
  const doings = DOINGS.map(([what, app, options = {}]) => ({ what, app, options }))
  it.each(doings)('in which the app $what is met again', async ({ app, options }) => {
    const { notes } = await expectSame(app, options)
    expect(notes).toEqual([])
  })

  it('with a group call or meeting in which anything happens is met again', async () => {
    const who = fc.constantFrom(ADELE, ALEX, MEGAN, '+12065550100')
    const what = fc.constantFrom(
      ...(['answer', 'decline', 'join', 'leave', 'mute', 'unmute', 'startVideo', 'stopVideo'] as const),
      ...(['share', 'stopSharing', 'lobby', 'admit', 'deny', 'remove', 'join', 'join'] as const),
    )
    const step = fc.record({ do: what, who })
    const steps = fc.array(fc.tuple(step, fc.nat(16)), { maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), fc.boolean(), async (anything, isMeeting, isDelta) => {
        const callOptions = { '@odata.type': '#microsoft.graph.outgoingCallOptions', isDeltaRosterEnabled: isDelta }
        const body = { ...(isMeeting ? aMeeting() : aGroupCall()), ...(isDelta && { callOptions }) }
        const all: ScenarioStep[] = [{ after: '1s', do: 'answer', who: ADELE }, ...staggered(anything)]
        await expectSame(
          after('2min', ({ graph }, path) => graph.delete(path), body),
          { scenarios: [{ name: 'anything', steps: all }] },
        )
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  it('with a call between two in which anything happens is met again', async () => {
    const step = fc.oneof(
      fc.constantFrom<Step>({ do: 'hold' }, { do: 'resume' }, { do: 'silence' }, { do: 'startVideo' }),
      fc.constantFrom('1', '#', '*', '0').map((tones): Step => ({ do: 'press', tones })),
      fc.integer({ min: 1, max: 12 }).map((halves): Step => ({ do: 'speak', for: 500 * halves })),
    )
    const timed = fc.tuple(step, fc.nat(10))
    await fc.assert(
      fc.asyncProperty(fc.array(timed, { maxLength: 12 }), fc.boolean(), async (anything, hearsTones) => {
        const all: ScenarioStep[] = [
          { after: '2s', do: 'answer' },
          ...staggered(anything),
          { after: '3s', do: 'hangUp' },
        ]
        const app = whenUp(async (stage, path) => {
          if (hearsTones) await stage.graph.post(`${path}/subscribeToTone`, {})
          await record(stage, path)
          await stage.graph.post(`${path}/playPrompt`, { prompts: [aPrompt()] })
          await stage.graph.post(`${path}/recordResponse`, aRecording({ stopTones: ['1'], prompts: [] }))
        })
        await expectSame(app, { scenarios: [{ name: 'anything', steps: all }] })
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  it('of several calls, one after another and at the same time, is met again', async () => {
    const names = (
      ['answered', 'declined', 'busy', 'hangsUp', 'droppedMidCall', 'holdAndResume', 'unreachable'] as const
    ).map((name) => scenarios[name])
    const call = fc.record({
      scenario: fc.constantFrom(...names),
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
        const { session } = await expectSame(app, { scenarios: sequence(...calls.map(({ scenario }) => scenario)) })
        expect(session.scenarios).toHaveLength(calls.length)
      }),
      { numRuns: 40 },
    )
  }, 30_000)
})
