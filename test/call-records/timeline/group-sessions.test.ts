import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallRow, Step } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, aMeeting, anInvitation, MEGAN } from '../../support/bodies.ts'
import { createCall, readRecord } from '../../support/calls.ts'
import { aPossibleStep, type Command, callsOf, command, hangUp, onACall, type World } from '../../support/commands.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

// Random sequences of steps and requests in group calls and meetings: notifications, responses and call records must
// agree about the participants.

const appHosted = { mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: 'mine' } }
const aPick = fc.nat({ max: 20 })
const aPerson = fc.constantFrom('app', ADELE, ALEX, MEGAN, '+12065550100')
const maybeAPerson = fc.option(aPerson, { nil: undefined })

function aStepOf(names: readonly Step['do'][]): fc.Arbitrary<Command> {
  return fc.tuple(aPick, fc.constantFrom(...names), maybeAPerson, aPerson).map(([pick, name, who, target]) => {
    // Only `remove` requires `who`.
    const named = name === 'remove' ? { who: target } : who === undefined ? {} : { who }
    return aPossibleStep(pick, { do: name, ...named } as Step)
  })
}

function findOtherParticipant({ participants }: CallRow) {
  return participants.find(({ self, participation }) => !self && participation === 'in')
}

function create(name: string, body: object): Command {
  return command(name, async ({ graph }) => {
    await createCall(graph, body)
  })
}

const isEstablished = ({ state }: CallRow) => state === 'established'

/** The invited user may already be in the call. */
const inviting = fc.tuple(aPick, fc.constantFrom(ADELE, ALEX, MEGAN)).map(([pick, userId]) =>
  onACall(`invite ${userId}`, pick, isEstablished, async ({ graph }, { id }) => {
    const participants = [anInvitation(userId)]
    const { status } = await graph.post(`/communications/calls/${id}/participants/invite`, { participants })
    expect([200, 400]).toContain(status)
  }),
)

/** The participant may be the app, still ringing, or have left. */
const removing = fc.tuple(aPick, aPick).map(([pick, nth]) =>
  onACall('remove by request', pick, isEstablished, async ({ graph }, { id, participants }) => {
    const participantId = participants[nth % participants.length]?.id
    const { status } = await graph.delete(`/communications/calls/${id}/participants/${participantId}`)
    expect([204, 400, 404]).toContain(status)
  }),
)

const muting = fc.tuple(aPick, fc.constantFrom('mute', 'unmute')).map(([pick, action]) =>
  onACall(action, pick, isEstablished, async ({ graph }, { id }) => {
    expect((await graph.post(`/communications/calls/${id}/${action}`)).status).toBe(200)
  }),
)

const commands = fc.commands(
  [
    fc.constant(create('group call', aGroupCall(appHosted))),
    fc.constant(create('meeting', aMeeting(appHosted))),
    aStepOf(['answer', 'decline', 'lobby', 'admit', 'deny']),
    aStepOf(['join', 'join', 'leave', 'remove']),
    aStepOf(['mute', 'unmute', 'startVideo', 'stopVideo', 'share', 'stopSharing']),
    inviting,
    inviting,
    removing,
    muting,
    aPick.map((pick) => aPossibleStep(pick, { do: 'hangUp' })),
    aPick.map((pick) =>
      onACall(
        'transfer',
        pick,
        (call) => call.state === 'established' && findOtherParticipant(call) !== undefined,
        async ({ graph }, call) => {
          const transferee = { identity: {}, participantId: findOtherParticipant(call)?.id }
          const body = { transferTarget: anInvitation(MEGAN), transferee }
          expect((await graph.post(`/communications/calls/${call.id}/transfer`, body)).status).toBe(202)
        },
      ),
    ),
    aPick.chain((pick) =>
      fc.constantFrom('sharer', 'viewer').map((role) =>
        onACall(
          `changeScreenSharingRole ${role}`,
          pick,
          ({ state }) => state === 'established',
          async ({ graph }, { id }) => {
            const response = await graph.post(`/communications/calls/${id}/changeScreenSharingRole`, { role })
            expect(response.status).toBe(202)
          },
        ),
      ),
    ),
    aPick.map(hangUp),
    fc
      .constantFrom(0, 300, 2_000, 61_000, 31 * 60_000)
      .map((ms) => command(`advance ${ms}`, ({ emulator }) => emulator.clock.advance(ms))),
  ],
  { maxCommands: 60, size: 'max' },
)

describe('group calls and meetings', () => {
  it('agree about participants in notifications, responses and call records', async () => {
    let intervals = 0
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const world = setup({ scenarios: [{ name: 'does nothing', steps: [] }] })
        await fc.asyncModelRun(() => ({ model: world, real: world }), sequence)
        await world.emulator.settled()
        for (const call of callsOf(world)) await expectRosterNotifications(world, call)
        for (const call of callsOf(world)) await world.graph.delete(`/communications/calls/${call.id}`)
        await world.emulator.clock.runToIdle()
        for (const call of callsOf(world)) intervals += await expectSessionsInRecord(world, call)
        for (const call of callsOf(world)) expectOperationNotifications(world, call)
        expect(world.emulator.trace.of('refused')).toEqual([])
        expect(world.emulator.trace.of('error')).toEqual([])
      }),
      { numRuns: 120, seed: 7 },
    )
    // Guards against sequences without any intervals to compare.
    expect(intervals).toBeGreaterThan(300)
  }, 60_000)
})

/** Each roster differs from the previous roster, and the last equals GET participants. */
async function expectRosterNotifications({ graph, received }: World, { id, state }: CallRow) {
  const own = rosters(received.filter(({ resourceUrl }) => resourceUrl.includes(id)))
  for (const [index, roster] of own.slice(1).entries()) expect(roster).not.toEqual(own[index])
  if (state !== 'established') return
  const { body } = await graph.get(`/communications/calls/${id}/participants`)
  expect(own.at(-1)?.map(withoutAnnotations)).toEqual(body.value.map(withoutAnnotations))
}

/** Every operation has ended; each invitation sent one notification. */
function expectOperationNotifications({ received }: World, { operations }: CallRow) {
  for (const { id, type, status } of operations) {
    expect(['completed', 'failed']).toContain(status)
    const notifications = received.filter(({ resourceUrl }) => resourceUrl.endsWith(id))
    expect(notifications).toHaveLength(type === 'inviteParticipantsOperation' ? 1 : 0)
  }
}

/** Notifications omit null and empty members and add annotations. */
function withoutAnnotations(participant: object): object {
  const isCompared = ([name, value]: [string, unknown]) =>
    !['@odata.id', '@odata.etag'].includes(name) && value !== null && !(Array.isArray(value) && value.length === 0)
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(isCompared)
        .map(([name, member]) => [name, plain(member)]),
    )
  }
  return plain(participant) as object
}

interface AttendanceInterval {
  readonly who: string
  readonly from: number
  until: number
}

/** A participant who rejoins within ten seconds continues the same session, unless it is a phone. */
function mergeReconnects({ participants }: CallRow, intervals: readonly AttendanceInterval[]): AttendanceInterval[] {
  const sessions: AttendanceInterval[] = []
  for (const interval of intervals) {
    const isPhone = participants.some(({ id, identity }) => id === interval.who && identity.phone)
    const before = sessions.findLast(({ who }) => who === interval.who)
    if (before && !isPhone && interval.from - before.until <= 10_000) before.until = interval.until
    else sessions.push({ ...interval })
  }
  return sessions
}

/** Expects a session for each attendance interval. @returns the number of intervals. */
async function expectSessionsInRecord({ graph }: World, call: CallRow): Promise<number> {
  expect(call.state).toBe('terminated')
  const record = await readRecord(graph, call.callChainId)
  if (call.establishedAt === undefined) {
    expect(record.status).toBe(404)
    return 0
  }
  const intervals: AttendanceInterval[] = []
  for (const entry of call.history) {
    if (entry.did === 'joined') intervals.push({ who: entry.participantId, from: entry.at, until: Number.NaN })
    if (entry.did !== 'left') continue
    const interval = intervals.find(({ who, until }) => who === entry.participantId && Number.isNaN(until))
    expect(interval).toBeDefined()
    if (interval) interval.until = entry.at
  }
  const { body } = record
  expect(body.type).toBe('groupCall')
  // A user who is invited again after leaving is a new participant of the call, but not of its record.
  const identities = intervals.map(({ who }) => nameIn(call, who))
  expect(body.participants_v2).toHaveLength(new Set(identities).size)
  const times = body.sessions.map((session: Record<string, string>) => [
    Date.parse(session.startDateTime ?? ''),
    Date.parse(session.endDateTime ?? ''),
  ])
  expect(times.sort()).toEqual(
    mergeReconnects(call, intervals)
      .map(({ from, until }) => [from, until])
      .sort(),
  )
  const modalities = new Set(body.sessions.flatMap((session: { modalities: string[] }) => session.modalities))
  expect([...modalities].sort()).toEqual([...body.modalities].sort())
  return intervals.length
}

function nameIn({ participants }: CallRow, participantId: string): string {
  return (
    namesOn(participants.filter(({ id }) => id === participantId).map(({ identity }) => ({ info: { identity } })))[0] ??
    ''
  )
}
