import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HANDED_OVER_CALL_LENGTH_MS } from '../../src/calls/lifecycle/limits.ts'
import type { CallRow, Emulator, Scenario, Step, TraceEntry } from '../../src/index.ts'
import { AS_INSTANCE, anAnswer, anOutgoingCall, aPhone, aRecording, CALLBACK } from '../support/bodies.ts'
import { createCall, readRecord } from '../support/calls.ts'
import { type Command, callsOf, command, hangUp, onACall, type World } from '../support/commands.ts'
import { setup } from '../support/setup.ts'

// Invariants of every call, checked after random sessions of allowed actions.

/** The state transitions of a peer-to-peer call in Graph's documentation. */
const TRANSITIONS = new Set([
  'null → establishing',
  'null → incoming',
  'incoming → establishing',
  'incoming → terminated',
  'establishing → established',
  'establishing → terminating',
  'establishing → terminated',
  'established → hold',
  'established → terminating',
  'hold → established',
  'hold → terminating',
  'terminating → terminated',
  'established → transferring',
  'transferring → established',
  'transferring → transferAccepted',
  'transferring → terminating',
  'transferAccepted → terminated',
  'incoming → redirecting',
  'redirecting → terminated',
])

const isEstablishedOrOnHold = ({ state }: CallRow) => state === 'established' || state === 'hold'
const isHandedOver = ({ state }: CallRow) => state === 'transferring' || state === 'redirecting'
const rings = (call: CallRow) => (call.direction === 'outgoing' && call.state === 'establishing') || isHandedOver(call)
const anotherUser = { identity: { user: { id: 'u2' } } }

const aPick = fc.nat({ max: 20 })

function aStep(step: Step, isAllowed: (call: CallRow) => boolean): fc.Arbitrary<Command> {
  return aPick.map((pick) =>
    onACall(JSON.stringify(step), pick, isAllowed, async ({ emulator }, { id }) => emulator.perform(id, step)),
  )
}

function otherThan(id: string, world: World): CallRow | undefined {
  return callsOf(world).find((call) => call.id !== id && isEstablishedOrOnHold(call))
}

function anAction(action: string, isAllowed: (call: CallRow) => boolean, body?: object): fc.Arbitrary<Command> {
  return aPick.map((pick) =>
    onACall(action, pick, isAllowed, async ({ graph }, { id }) => {
      const { status } = await graph.post(`/communications/calls/${id}/${action}`, body)
      expect([200, 202]).toContain(status)
    }),
  )
}

const commands = fc.commands(
  [
    fc.constantFrom<object[]>([{ identity: { user: { id: 'u1' } } }], [aPhone()]).map((targets) =>
      command('call', async ({ graph }) => {
        await createCall(graph, anOutgoingCall({ ...AS_INSTANCE, targets, requestedModalities: ['audio', 'video'] }))
      }),
    ),
    fc.constantFrom({ user: 'u1' }, { phone: '+12065550101' }).map((from) =>
      command('incomingCall', async ({ emulator }) => {
        emulator.incomingCall({ from, callbackUri: CALLBACK })
      }),
    ),
    aStep({ do: 'answer' }, rings),
    aStep({ do: 'decline' }, rings),
    aStep({ do: 'hangUp' }, (call) => isEstablishedOrOnHold(call) || isHandedOver(call) || call.state === 'incoming'),
    aStep({ do: 'hold' }, ({ state }) => state === 'established'),
    aStep({ do: 'resume' }, ({ state }) => state === 'hold'),
    aStep({ do: 'speak', for: '2s' }, isEstablishedOrOnHold),
    aStep({ do: 'speak' }, isEstablishedOrOnHold),
    aStep({ do: 'silence' }, isEstablishedOrOnHold),
    aStep({ do: 'press', tones: '1#' }, isEstablishedOrOnHold),
    aStep({ do: 'network', profile: 'lossy' }, isEstablishedOrOnHold),
    aStep({ do: 'rate', rating: 'fair' }, isEstablishedOrOnHold),
    anAction('answer', ({ state }) => state === 'incoming', anAnswer()),
    anAction('reject', ({ state }) => state === 'incoming', { reason: 'busy' }),
    anAction('transfer', ({ state }) => state === 'established', { transferTarget: anotherUser }),
    aPick.map((pick) =>
      onACall(
        'transfer consultatively',
        pick,
        ({ id, state }, world) => state === 'established' && otherThan(id, world) !== undefined,
        async (world, { id }) => {
          const transferTarget = { ...anotherUser, replacesCallId: otherThan(id, world)?.id }
          expect((await world.graph.post(`/communications/calls/${id}/transfer`, { transferTarget })).status).toBe(202)
        },
      ),
    ),
    anAction('redirect', ({ state }) => state === 'incoming', { targets: [anotherUser, anotherUser] }),
    anAction('recordResponse', ({ state }) => state === 'established', aRecording()),
    anAction(
      'recordResponse',
      ({ state }) => state === 'established',
      aRecording({ bargeInAllowed: true, prompts: [] }),
    ),
    anAction('cancelMediaProcessing', isEstablishedOrOnHold, {}),
    anAction('keepAlive', ({ state }) => state !== 'terminated'),
    aPick.map(hangUp),
    fc
      .constantFrom(0, 50, 100, 300, 2_000, 15_000, 60_000, 46 * 60_000)
      .map((ms) => command(`advance ${ms}`, ({ emulator }) => emulator.clock.advance(ms))),
  ],
  { maxCommands: 40, size: 'max' },
)

const idle: Scenario = { name: 'idle', steps: [] }

it('keeps calls, notifications and records consistent in any session of allowed actions', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(commands, async (session) => {
      const world = setup({ scenarios: [idle], records: { latency: '1s' } })
      await fc.asyncModelRun(() => ({ model: world, real: world }), session)
      await world.emulator.clock.runToIdle()
      for (const transition of expectReachableStates(world)) seen.add(transition)
      expectOneNotificationForEachChange(world)
      await expectOneRecordForEachEndedCall(world)
      expect(world.emulator.trace.of('refused')).toEqual([])
      expect(world.emulator.trace.of('error')).toEqual([])
    }),
    // A fixed seed, because the sessions must cover every transition.
    { numRuns: 300, seed: 7 },
  )
  // A transition that no session made was not tested.
  expect([...TRANSITIONS].filter((transition) => !seen.has(transition))).toEqual([])
}, 60_000)

/** @returns the transitions that were made. */
function expectReachableStates({ emulator }: World): string[] {
  const states = new Map<string, string>()
  const transitions = emulator.trace.of('transition').map(({ callId, from, to }) => {
    // Each transition starts from the state that the previous one led to.
    expect(from).toBe(states.get(callId) ?? null)
    states.set(callId, to)
    return `${from} → ${to}`
  })
  expect(transitions.filter((transition) => !TRANSITIONS.has(transition))).toEqual([])
  for (const { id, state } of emulator.store.getState().calls) expect(state).toBe(states.get(id))
  return transitions
}

/**
 * One notification for each transition except to `redirecting`, a second one when media becomes active, and one for
 * each operation that completed later.
 */
function expectOneNotificationForEachChange({ emulator, received }: World) {
  const expected = emulator.trace.entries().flatMap((entry): string[] => {
    if (entry.type === 'transition') {
      if (entry.to === 'redirecting') return []
      const change =
        entry.from === null && entry.to === 'incoming' ? 'created' : entry.to === 'terminated' ? 'deleted' : 'updated'
      const notification = `${entry.callId} ${change} ${entry.to}`
      // Media stays active when a transfer fails.
      return entry.to === 'established' && entry.event !== 'failTransfer'
        ? [notification, `${notification} active`]
        : [notification]
    }
    return entry.type === 'operation' ? [`${entry.callId} operation ${entry.operationId} ${entry.status}`] : []
  })
  const actual = received.map(({ changeType, resourceUrl, resourceData }) => {
    const [, , , callId, , operationId] = resourceUrl.split('/')
    if (operationId) return `${callId} operation ${operationId} ${resourceData.status}`
    const media = resourceData.mediaState?.audio === 'active' ? ' active' : ''
    return `${callId} ${changeType} ${resourceData.state}${media}`
  })
  expect(actual.sort()).toEqual(expected.sort())

  // The notifications of a call report its states in order.
  for (const { id } of emulator.store.getState().calls) {
    const states = received
      .filter(({ resourceUrl }) => resourceUrl === `/communications/calls/${id}`)
      .map(({ resourceData }) => resourceData.state)
    const reached = emulator.trace.of('transition').filter(({ callId, to }) => callId === id && to !== 'redirecting')
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual(reached.map(({ to }) => to))
  }
}

async function expectOneRecordForEachEndedCall(world: World) {
  const { emulator, graph } = world
  const ended = callsOf(world).filter(({ state }) => state === 'terminated')
  const listed: string[] = []
  for (let link = '/communications/callRecords'; link; ) {
    const { body: page } = await graph.get(link)
    for (const { id } of page.value) listed.push(id)
    link = page['@odata.nextLink']
  }
  const recorded = ended.filter((call) => legsOf(emulator, call).length > 0)
  expect(listed.sort()).toEqual(recorded.map(({ callChainId }) => callChainId).sort())

  for (const call of recorded) {
    const legs = legsOf(emulator, call)
    const { status, body: record } = await readRecord(graph, call.callChainId)
    expect(status).toBe(200)
    expect(record.type).toBe('peerToPeer')
    expect([record.startDateTime, record.endDateTime].map(Date.parse)).toEqual([legs[0]?.from, legs.at(-1)?.until])
    expect(record.participants_v2).toHaveLength(legs.length + 1)
    expect(record.sessions.map(spanOf)).toEqual(legs)
    if (legs.length === 1 && !call.handover) expect(record.modalities).toEqual(modalitiesOf(call))
    for (const session of record.sessions) {
      // Segments follow each other without gaps. The two legs of a phone run in parallel.
      const spans: Leg[] = session.segments.map(spanOf)
      const { from, until } = spanOf(session)
      expect([...new Set([...spans.map((span) => span.from), until])]).toEqual([
        ...new Set([from, ...spans.map((span) => span.until)]),
      ])
    }
  }
}

interface Leg {
  readonly from: number | undefined
  readonly until: number | undefined
}

/** The part of a call with the app, if it was established, and the part that goes on without the app, if a target accepted it. */
function legsOf(emulator: Emulator, call: CallRow): readonly Leg[] {
  const from = at(emulator, call, ({ to }) => to === 'established')
  const acceptedAt = at(
    emulator,
    call,
    (change) =>
      change.to === 'transferAccepted' || (change.from === 'redirecting' && call.handover?.answeredBy !== undefined),
  )
  const until = acceptedAt ?? at(emulator, call, ({ to }) => to === 'terminating')
  return [
    ...(from === undefined ? [] : [{ from, until }]),
    ...(acceptedAt === undefined ? [] : [{ from: acceptedAt, until: acceptedAt + HANDED_OVER_CALL_LENGTH_MS }]),
  ]
}

function spanOf({ startDateTime, endDateTime }: { startDateTime: string; endDateTime: string }): Leg {
  return { from: Date.parse(startDateTime), until: Date.parse(endDateTime) }
}

/** A phone has audio only. */
function modalitiesOf({ participants, requestedModalities }: CallRow): readonly string[] {
  const [, other] = participants
  return other?.identity.phone ? ['audio'] : requestedModalities
}

type Transition = Extract<TraceEntry, { type: 'transition' }>

function at({ trace }: Emulator, { id }: CallRow, matches: (transition: Transition) => boolean): number | undefined {
  return trace.of('transition').find((transition) => transition.callId === id && matches(transition))?.at
}
