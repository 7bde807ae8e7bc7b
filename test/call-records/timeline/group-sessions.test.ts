import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CallRow, Step } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, aMeeting, anInvitation, MEGAN } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { aPossibleStep, type Command, callsOf, command, hangUp, onACall, type World } from '../../support/commands.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

// Whatever people do in group calls and meetings, as long as it is possible: what the app was told of them, what it can
// read, and what their records say is the same.

const appHosted = { mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: 'mine' } }
const aPick = fc.nat({ max: 20 })
const somebody = fc.constantFrom('app', ADELE, ALEX, MEGAN, '+12065550100')
const anybody = fc.option(somebody, { nil: undefined })

function aStepOf(names: readonly Step['do'][]): fc.Arbitrary<Command> {
  return fc.tuple(aPick, fc.constantFrom(...names), anybody, somebody).map(([pick, name, who, target]) => {
    // `remove` alone has to say who.
    const named = name === 'remove' ? { who: target } : who === undefined ? {} : { who }
    return aPossibleStep(pick, { do: name, ...named } as Step)
  })
}

function otherIn({ participants }: CallRow) {
  return participants.find(({ self, participation }) => !self && participation === 'in')
}

function creating(name: string, body: object): Command {
  return command(name, async ({ graph }) => {
    await createCall(graph, body)
  })
}

const isUp = ({ state }: CallRow) => state === 'established'

/** Whoever is invited may be there already. */
const inviting = fc.tuple(aPick, fc.constantFrom(ADELE, ALEX, MEGAN)).map(([pick, userId]) =>
  onACall(`invite ${userId}`, pick, isUp, async ({ graph }, { id }) => {
    const participants = [anInvitation(userId)]
    const { status } = await graph.post(`/communications/calls/${id}/participants/invite`, { participants })
    expect([200, 400]).toContain(status)
  }),
)

/** Whoever is meant may be the app, rung only, or gone. */
const removing = fc.tuple(aPick, aPick).map(([pick, nth]) =>
  onACall('remove by request', pick, isUp, async ({ graph }, { id, participants }) => {
    const participantId = participants[nth % participants.length]?.id
    const { status } = await graph.delete(`/communications/calls/${id}/participants/${participantId}`)
    expect([204, 400, 404]).toContain(status)
  }),
)

const muting = fc.tuple(aPick, fc.constantFrom('mute', 'unmute')).map(([pick, action]) =>
  onACall(action, pick, isUp, async ({ graph }, { id }) => {
    expect((await graph.post(`/communications/calls/${id}/${action}`)).status).toBe(200)
  }),
)

const commands = fc.commands(
  [
    fc.constant(creating('group call', aGroupCall(appHosted))),
    fc.constant(creating('meeting', aMeeting(appHosted))),
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
        (call) => call.state === 'established' && otherIn(call) !== undefined,
        async ({ graph }, call) => {
          const transferee = { identity: {}, participantId: otherIn(call)?.id }
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
            const answer = await graph.post(`/communications/calls/${id}/changeScreenSharingRole`, { role })
            expect(answer.status).toBe(202)
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

it('the app’s rosters, what it can read, and the records agree', async () => {
  let sessions = 0
  await fc.assert(
    fc.asyncProperty(commands, async (session) => {
      const world = setup({ scenarios: [{ name: 'does nothing by itself', steps: [] }] })
      await fc.asyncModelRun(() => ({ model: world, real: world }), session)
      await world.emulator.settled()
      for (const call of callsOf(world)) await expectToldRoster(world, call)
      for (const call of callsOf(world)) await world.graph.delete(`/communications/calls/${call.id}`)
      await world.emulator.clock.runToIdle()
      for (const call of callsOf(world)) sessions += await expectRecordOfStays(world, call)
      for (const call of callsOf(world)) expectToldOperations(world, call)
      expect(world.emulator.trace.of('refused')).toEqual([])
      expect(world.emulator.trace.of('error')).toEqual([])
    }),
    { numRuns: 120, seed: 7 },
  )
  // Much was recorded: an agreement about nothing would be none.
  expect(sessions).toBeGreaterThan(300)
}, 60_000)

/** Each roster says something new, and the last is what can be read now. */
async function expectToldRoster({ graph, received }: World, { id, state }: CallRow) {
  const mine = rosters(received.filter(({ resourceUrl }) => resourceUrl.includes(id)))
  for (const [index, roster] of mine.slice(1).entries()) expect(roster).not.toEqual(mine[index])
  if (state !== 'established') return
  const { body } = await graph.get(`/communications/calls/${id}/participants`)
  expect(mine.at(-1)?.map(withoutAnnotations)).toEqual(body.value.map(withoutAnnotations))
}

/** Every invitation has ended, and its end was told once. */
function expectToldOperations({ received }: World, { operations }: CallRow) {
  for (const { id, type, status } of operations) {
    expect(['completed', 'failed']).toContain(status)
    const notices = received.filter(({ resourceUrl }) => resourceUrl.endsWith(id))
    expect(notices).toHaveLength(type === 'inviteParticipantsOperation' ? 1 : 0)
  }
}

/** What is told leaves out what is null or empty, and says where it is. */
function withoutAnnotations(participant: object): object {
  const isSaid = ([name, value]: [string, unknown]) =>
    !['@odata.id', '@odata.etag'].includes(name) && value !== null && !(Array.isArray(value) && value.length === 0)
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(isSaid)
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

/** Who is back within ten seconds goes on in the same session; a phone does not. */
function asReconnected({ participants }: CallRow, stays: readonly AttendanceInterval[]): AttendanceInterval[] {
  const sessions: AttendanceInterval[] = []
  for (const stay of stays) {
    const isPhone = participants.some(({ id, identity }) => id === stay.who && identity.phone)
    const before = sessions.findLast(({ who }) => who === stay.who)
    if (before && !isPhone && stay.from - before.until <= 10_000) before.until = stay.until
    else sessions.push({ ...stay })
  }
  return sessions
}

/** A session for each time that somebody was in. @returns how many there were. */
async function expectRecordOfStays({ graph }: World, call: CallRow): Promise<number> {
  expect(call.state).toBe('terminated')
  const record = await graph.get(
    `/communications/callRecords/${call.callChainId}?$expand=participants_v2,sessions($expand=segments)`,
  )
  if (call.establishedAt === undefined) {
    expect(record.status).toBe(404)
    return 0
  }
  const stays: AttendanceInterval[] = []
  for (const entry of call.history) {
    if (entry.did === 'joined') stays.push({ who: entry.participantId, from: entry.at, until: Number.NaN })
    if (entry.did !== 'left') continue
    const stay = stays.find(({ who, until }) => who === entry.participantId && Number.isNaN(until))
    // Nobody leaves who has not come.
    expect(stay).toBeDefined()
    if (stay) stay.until = entry.at
  }
  const { body } = record
  expect(body.type).toBe('groupCall')
  // Who was invited again after leaving is another participant of the call, but not of its record.
  const identities = stays.map(({ who }) => nameOf(call, who))
  expect(body.participants_v2).toHaveLength(new Set(identities).size)
  const times = body.sessions.map((session: Record<string, string>) => [
    Date.parse(session.startDateTime ?? ''),
    Date.parse(session.endDateTime ?? ''),
  ])
  expect(times.sort()).toEqual(
    asReconnected(call, stays)
      .map(({ from, until }) => [from, until])
      .sort(),
  )
  const modalities = new Set(body.sessions.flatMap((session: { modalities: string[] }) => session.modalities))
  expect([...modalities].sort()).toEqual([...body.modalities].sort())
  return stays.length
}

function nameOf({ participants }: CallRow, participantId: string): string {
  return (
    namesOn(participants.filter(({ id }) => id === participantId).map(({ identity }) => ({ info: { identity } })))[0] ??
    ''
  )
}
