import { describe, expect, it } from 'vitest'
import { type Scenario, scenarios } from '../../../src/index.ts'
import {
  ADELE,
  ALEX,
  AS_INSTANCE,
  aGroupCall,
  aMeeting,
  anAnswer,
  anOutgoingCall,
  aPhone,
  aPrompt,
  aRecording,
  CALLBACK,
} from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

type World = ReturnType<typeof setup>
type Name = keyof typeof scenarios

const PHONE = { ...AS_INSTANCE, targets: [aPhone()] }

async function call({ graph }: World, body: object = anOutgoingCall()) {
  const made = await createCall(graph, body)
  return { ...made, path: `/communications/calls/${made.id}` }
}

async function ring({ emulator, graph }: World, answerAfter?: string) {
  const { id, callChainId } = emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK })
  const path = `/communications/calls/${id}`
  if (answerAfter !== undefined) {
    await emulator.clock.advance(answerAfter)
    expect((await graph.post(`${path}/answer`, anAnswer())).status).toBe(202)
    await emulator.clock.advance('1s')
  }
  return { id, callChainId, path }
}

/** The states that the app was notified of, without repetitions, and the result of the call. */
function statesOf({ received }: World): unknown[] {
  const calls = received
    .filter(({ resourceUrl }) => /calls\/[^/]+$/.test(resourceUrl))
    .map(({ resourceData }) => resourceData)
  const states = calls.map(({ state }) => state)
  const end = calls.at(-1)?.resultInfo
  return [...states.filter((state, index) => state !== states[index - 1]), end && `${end.code}/${end.subcode}`]
}

async function recordOf({ emulator, graph }: World, { callChainId }: { callChainId: string }) {
  await emulator.clock.runToIdle()
  return (await graph.get(`/communications/callRecords/${callChainId}?$expand=sessions($expand=segments)`)).body
}

/** The final notification of the operation that this action starts. */
async function outcome({ emulator, graph, received }: World, path: string, body: object) {
  const { body: operation } = await graph.post(path, body)
  await emulator.clock.runToIdle()
  return received.findLast(({ resourceUrl }) => resourceUrl.endsWith(operation.id))?.resourceData
}

const ESTABLISHED = ['establishing', 'established']
const ENDED = ['terminating', 'terminated']

/** What an app sees of each scenario of the library. */
const CASES: Readonly<Record<Name, readonly [title: string, test: (world: World) => Promise<void>]>> = {
  answered: [
    'establishes the call, which stays established',
    async (world) => {
      const { path } = await call(world)
      await world.emulator.clock.advance('1min')
      expect((await world.graph.get(path)).body.state).toBe('established')
    },
  ],
  declined: ['ends the call with 603/0', (world) => expectStates(world, ['establishing', 'terminated', '603/0'])],
  busy: ['ends the call with 486/8539', (world) => expectStates(world, ['establishing', 'terminated', '486/8539'])],
  noAnswer: [
    'ends the call with 487/10004',
    (world) => expectStates(world, ['establishing', 'terminated', '487/10004']),
  ],
  unreachable: [
    'ends the call with 480/10037',
    (world) => expectStates(world, ['establishing', 'terminated', '480/10037']),
  ],
  hangsUp: ['ends the call with 200/4521', (world) => expectStates(world, [...ESTABLISHED, ...ENDED, '200/4521'])],
  droppedMidCall: [
    'ends the call with 410/301005',
    (world) => expectStates(world, [...ESTABLISHED, ...ENDED, '410/301005']),
  ],
  holdAndResume: [
    'puts the call on hold and resumes it before it ends',
    (world) => expectStates(world, [...ESTABLISHED, 'hold', 'established', ...ENDED, '200/4521']),
  ],
  poorWifi: [
    'writes a record with packet loss and a poor rating',
    async (world) => {
      const { sessions } = await recordOf(world, await call(world))
      expect(sessions[0].callee.feedback.rating).toBe('poor')
      expect(sessions[0].callee.feedback).toBeDefined()
      expect(worstLoss(sessions[0])).toBeGreaterThan(0.02)
    },
  ],
  oneWayAudio: [
    'writes a record with the callee’s bad rating and comment',
    async (world) => {
      const { sessions } = await recordOf(world, await call(world))
      expect(sessions[0].callee.feedback).toMatchObject({ rating: 'bad', text: 'I could not hear anything.' })
    },
  ],
  reconnects: [
    'writes a record with a segment for each network',
    async (world) => {
      const { sessions } = await recordOf(world, await call(world))
      expect(sessions[0].segments).toHaveLength(3)
    },
  ],
  lateTelemetry: [
    'writes a second version of the record later',
    async (world) => {
      const { callChainId } = await call(world)
      const version = async () => (await world.graph.get(`/communications/callRecords/${callChainId}`)).body.version
      await world.emulator.clock.advance('1min')
      expect(await version()).toBe(1)
      await world.emulator.clock.advance('15min')
      expect(await version()).toBe(2)
    },
  ],
  pstnOutbound: [
    'sends the keys pressed on the phone and ends when the phone hangs up',
    async (world) => {
      const { path } = await call(world, anOutgoingCall(PHONE))
      await world.emulator.clock.advance('5s')
      await world.graph.post(`${path}/subscribeToTone`, {})
      await world.emulator.clock.runToIdle()
      const tones = world.received.flatMap(({ resourceData }) => resourceData.toneInfo?.tone ?? [])
      expect(tones).toEqual(['tone1', 'pound'])
      expect(statesOf(world).at(-1)).toBe('200/540000')
    },
  ],
  pstnBusy: [
    'ends the call with the result of a busy phone',
    async (world) => {
      await call(world, anOutgoingCall(PHONE))
      await world.emulator.clock.runToIdle()
      expect(statesOf(world)).toEqual(['establishing', 'terminated', '486/560486'])
    },
  ],
  transferSucceeds: [
    'completes a transfer',
    (world) => expectTransfer(world, [...ESTABLISHED, 'transferring', 'transferAccepted', 'terminated', '0/7015']),
  ],
  transferFails: [
    'fails a transfer and returns the call',
    (world) => expectTransfer(world, [...ESTABLISHED, 'transferring', 'established', '500/7000']),
  ],
  consultativeTransfer: [
    'completes a transfer to a user whom the app consulted in a second call',
    async (world) => {
      const first = await call(world)
      const second = await call(world, anOutgoingCall({ targets: [{ identity: { user: { id: ALEX } } }] }))
      await world.emulator.clock.advance('2s')
      const transferTarget = { identity: { user: { id: ALEX } }, replacesCallId: second.id }
      expect((await world.graph.post(`${first.path}/transfer`, { transferTarget })).status).toBe(202)
      await world.emulator.clock.runToIdle()
      const ended = world.received
        .filter(({ changeType }) => changeType === 'deleted')
        .map(({ resourceData }) => resourceData.id)
      expect(ended.sort()).toEqual([first.id, second.id].sort())
    },
  ],

  incomingAnswered: [
    'establishes the call when the app answers, and ends it when the caller hangs up',
    async (world) => {
      await ring(world, '3s')
      await world.emulator.clock.runToIdle()
      expect(statesOf(world)).toEqual(['incoming', ...ESTABLISHED, ...ENDED, '200/4521'])
    },
  ],
  incomingMissed: [
    'ends the call when the app does not answer',
    async (world) => {
      await ring(world)
      await world.emulator.clock.runToIdle()
      expect(statesOf(world)).toEqual(['incoming', 'terminated', '408/8587'])
    },
  ],
  cancelledByCaller: [
    'ends the call when the caller hangs up before the answer',
    async (world) => {
      await ring(world)
      await world.emulator.clock.runToIdle()
      expect(statesOf(world)).toEqual(['incoming', 'terminated', '487/0'])
    },
  ],
  ivrMenu: [
    'presses a key at each prompt',
    async (world) => {
      const { path } = await ring(world, '1s')
      await world.graph.post(`${path}/subscribeToTone`, {})
      for (let prompt = 0; prompt < 2; prompt += 1) {
        await world.graph.post(`${path}/playPrompt`, { prompts: [aPrompt()] })
        await world.emulator.clock.advance('3s')
      }
      await world.emulator.clock.runToIdle()
      const tones = world.received.flatMap(({ resourceData }) => resourceData.toneInfo?.tone ?? [])
      expect(tones).toEqual(['tone2', 'tone1'])
      expect(statesOf(world).at(-1)).toBe('200/4521')
    },
  ],
  busyContactCentre: [
    'calls the app twenty times in two minutes',
    async (world) => {
      await world.emulator.clock.advance('2min')
      const announced = world.received.filter(({ changeType }) => changeType === 'created')
      expect(announced).toHaveLength(20)
      const callers = announced.map(({ resourceData }) => JSON.stringify(resourceData.source.identity))
      expect(new Set(callers).size).toBe(3)
    },
  ],

  recordingByStopTone: [
    'completes the recording with a stop tone',
    async (world) => {
      const { path } = await call(world)
      await world.emulator.clock.advance('3s')
      expect(
        await outcome(world, `${path}/recordResponse`, aRecording({ maxSilenceTimeoutInSeconds: 5 })),
      ).toMatchObject({
        status: 'completed',
        resultInfo: { subcode: 8514 },
      })
    },
  ],
  recordingSilence: [
    'completes the first recording and fails the second for silence',
    async (world) => {
      const { path } = await call(world)
      await world.emulator.clock.advance('3s')
      expect(await outcome(world, `${path}/recordResponse`, aRecording())).toMatchObject({ status: 'completed' })
      expect(await outcome(world, `${path}/recordResponse`, aRecording())).toMatchObject({
        status: 'failed',
        resultInfo: { subcode: 8510 },
      })
    },
  ],
  recordingMaxDuration: [
    'completes the recording at its maximum duration',
    async (world) => {
      const { path } = await call(world)
      await world.emulator.clock.advance('3s')
      expect(await outcome(world, `${path}/recordResponse`, aRecording())).toMatchObject({
        resultInfo: { subcode: 8515 },
      })
    },
  ],
  callerHangsUpWhileRecording: [
    'fails the recording when the caller hangs up',
    async (world) => {
      const { path } = await ring(world, '1s')
      expect(await outcome(world, `${path}/recordResponse`, aRecording())).toMatchObject({
        status: 'failed',
        resultInfo: { subcode: 8508 },
      })
      expect(statesOf(world).at(-1)).toBe('200/4521')
    },
  ],

  oneMoreJoins: [
    'adds a participant to the roster, and leaves the app alone until the call ends',
    async (world) => {
      await call(world, aGroupCall())
      await world.emulator.clock.runToIdle()
      expect(
        rosters(world.received)
          .map(namesOn)
          .map(({ length }) => length),
      ).toEqual([1, 3, 4, 1])
      expect(statesOf(world).at(-1)).toBe('200/5002')
    },
  ],
  lobbyAdmitted: [
    'establishes the call after ten seconds',
    async (world) => {
      const { path } = await call(world, aMeeting())
      await world.emulator.clock.advance('9s')
      expect((await world.graph.get(path)).body.state).toBe('establishing')
      await world.emulator.clock.advance('1s')
      expect((await world.graph.get(path)).body.state).toBe('established')
    },
  ],
  lobbyDenied: [
    'ends the call with 200/5300',
    (world) => expectStates(world, ['establishing', 'terminated', '200/5300'], aMeeting()),
  ],
  lobbyTimeout: [
    'ends the call with 200/5855',
    (world) => expectStates(world, ['establishing', 'terminated', '200/5855'], aMeeting()),
  ],
  removedFromMeeting: [
    'ends the established call with 200/5300',
    (world) => expectStates(world, [...ESTABLISHED, ...ENDED, '200/5300'], aMeeting()),
  ],
  screenShare: [
    'shows screen sharing on the roster, and its end',
    async (world) => {
      await call(world, aMeeting())
      await world.emulator.clock.runToIdle()
      const shown = rosters(world.received).map((roster) =>
        roster.some(({ mediaStreams }) =>
          mediaStreams.some(({ direction }: { direction: string }) => direction === 'sendOnly'),
        ),
      )
      expect(shown).toEqual([false, true, false])
    },
  ],
  invitationDeclined: [
    'fails the invitation',
    async (world) => {
      const { path } = await call(world, aMeeting())
      await world.emulator.clock.advance('1s')
      const participants = [{ identity: { user: { id: ALEX } } }]
      expect(await outcome(world, `${path}/participants/invite`, { participants })).toMatchObject({ status: 'failed' })
    },
  ],

  throttled: [
    'answers 429 with Retry-After, and 200 after that time',
    async (world) => {
      const { path } = await call(world)
      await world.emulator.clock.advance('2s')
      const refused = await world.graph.get(path)
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
      await world.emulator.clock.advance('10s')
      expect((await world.graph.get(path)).status).toBe(200)
    },
  ],
  tokenExpires: [
    'answers 401 once',
    async (world) => {
      const { path } = await call(world)
      await world.emulator.clock.advance('2s')
      const statuses = [await world.graph.get(path), await world.graph.get(path)].map(({ status }) => status)
      expect(statuses).toEqual([401, 200])
    },
  ],
  subscriptionExpires: [
    'asks for reauthorization and sends the record only to a renewed subscription',
    async (world) => {
      const { emulator, graph } = world
      const HOOK = 'https://app.contoso.com/changes'
      const received: string[] = []
      emulator.receive(HOOK, async (request) => {
        const token = new URL(request.url).searchParams.get('validationToken')
        if (token !== null) return new Response(token)
        const [{ subscriptionId, lifecycleEvent, changeType }] = (await request.json()).value
        received.push(`${subscriptionId}: ${lifecycleEvent ?? changeType}`)
        return undefined
      })
      const [lapsing, renewed] = await Promise.all(
        [1, 2].map(async () => {
          const { body } = await graph.post('/subscriptions', {
            resource: 'communications/callRecords',
            changeType: 'created',
            notificationUrl: HOOK,
            lifecycleNotificationUrl: HOOK,
            expirationDateTime: '2026-01-06T09:00:00Z',
          })
          return { id: body.id, path: `/subscriptions/${body.id}` }
        }),
      )
      await call(world)
      await emulator.clock.advance('40s')
      const requested = [lapsing, renewed].map((one) => `${one?.id}: reauthorizationRequired`)
      expect(received).toEqual(requested)
      await graph.patch(`${renewed?.path}`, { expirationDateTime: '2026-01-07T09:00:00Z' })
      await emulator.clock.runToIdle()
      expect(received).toEqual([...requested, `${renewed?.id}: created`])
      const statuses = await Promise.all(
        [lapsing, renewed].map(async (one) => (await graph.get(`${one?.path}`)).status),
      )
      expect(statuses).toEqual([404, 200])
    },
  ],
  flakyNetwork: [
    'drops some requests and delays the others',
    async (world) => {
      const { path } = await call(world)
      await world.emulator.clock.advance('2s')
      const outcomes = Array.from({ length: 30 }, () => world.graph.get(path).then(({ status }) => status, String))
      await world.emulator.clock.advance('2s')
      const seen = await Promise.all(outcomes)
      const lost = seen.filter((outcome) => String(outcome).includes('connection was lost')).length
      expect(lost).toBeGreaterThan(3)
      expect(seen.filter((outcome) => outcome === 200)).toHaveLength(30 - lost)
    },
  ],
}

describe.each(Object.keys(CASES) as Name[])('scenarios.%s', (name) => {
  const [title, test] = CASES[name]
  it(title, () => test(setup({ callbackUri: CALLBACK, scenarios: [scenarios[name] satisfies Scenario] })))
})

it('Each scenario of the library has its key as name and a description', () => {
  for (const [name, scenario] of Object.entries<Scenario>(scenarios)) {
    expect(scenario.name).toBe(name)
    expect(scenario.description).toMatch(/^[A-Z].*\.$/)
  }
})

async function expectStates(world: World, expected: readonly unknown[], body?: object) {
  await call(world, body)
  await world.emulator.clock.runToIdle()
  expect(statesOf(world)).toEqual(expected)
}

async function expectTransfer(world: World, expected: readonly unknown[]) {
  const { path } = await call(world)
  await world.emulator.clock.advance('3s')
  const transferTarget = { identity: { user: { id: ALEX } } }
  expect((await world.graph.post(`${path}/transfer`, { transferTarget })).status).toBe(202)
  await world.emulator.clock.advance('10s')
  expect(statesOf(world)).toEqual(expected)
}

/** The highest packet loss of all streams of a session. */
function worstLoss({
  segments,
}: {
  segments: { media: { streams: { averagePacketLossRate: number }[] }[] }[]
}): number {
  const rates = segments.flatMap(({ media }) =>
    media.flatMap(({ streams }) => streams.map((one) => one.averagePacketLossRate)),
  )
  return Math.max(...rates.filter((rate) => rate !== null))
}
