import { describe, expect, it } from 'vitest'
import { createEmulator, type EmulatorOptions, type Scenario } from '../../src/index.ts'
import { ADELE, aMeeting, CALLBACK, TENANT } from '../support/bodies.ts'
import { endedCall, establishedCall, readRecord } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const FABRIKAM = '0d3f6b6c-93a4-4b8b-8f0e-7a0a5a6b8a10'
const GUEST = { id: '1b6d9f9e-6d4d-4a24-9a4b-2f6f9d5b1c01', displayName: 'Lee Gu', guest: true } as const
const NAMELESS_GUEST = { id: '1b6d9f9e-6d4d-4a24-9a4b-2f6f9d5b1c02', guest: true } as const
const NAMELESS = { id: '1b6d9f9e-6d4d-4a24-9a4b-2f6f9d5b1c03' }
const EXTERNAL_USER = {
  id: '1b6d9f9e-6d4d-4a24-9a4b-2f6f9d5b1c04',
  displayName: 'Patti Fernandez',
  userPrincipalName: 'pattif@fabrikam.com',
  tenantId: FABRIKAM,
}
const HOST = { id: ADELE, displayName: 'Adele Vance', userPrincipalName: 'AdeleV@contoso.com' }
/** The host is not the first: the tenant's users organize meetings and call by default. */
const USERS = [GUEST, NAMELESS_GUEST, EXTERNAL_USER, HOST, NAMELESS]

const joining: Scenario = {
  name: 'people from outside join',
  match: { kind: 'meeting' },
  steps: [
    { after: '3s', do: 'join', who: 'Lee Gu' },
    { after: '1s', do: 'join', who: NAMELESS_GUEST.id },
    { after: '1s', do: 'join', who: EXTERNAL_USER.displayName },
    { after: '1s', do: 'join' },
  ],
}

function setupOutside(options: EmulatorOptions = {}) {
  return setup({ directory: { users: USERS }, scenarios: [joining], ...options })
}

/** What is filled in an identitySet, without annotations. */
function filled(identitySet: object): object {
  const members = (value: object) =>
    Object.entries(value).filter(([name, member]) => !name.startsWith('@') && member !== null)
  return Object.fromEntries(members(identitySet).map(([kind, value]) => [kind, Object.fromEntries(members(value))]))
}

const ON_WIRE = [
  { user: { id: ADELE, displayName: 'Adele Vance', tenantId: TENANT } },
  { guest: { id: GUEST.id, displayName: 'Lee Gu' } },
  { guest: { id: NAMELESS_GUEST.id } },
  { user: { id: EXTERNAL_USER.id, displayName: 'Patti Fernandez', tenantId: FABRIKAM } },
  { user: { id: NAMELESS.id, tenantId: TENANT } },
]

describe('people from outside the tenant', () => {
  it('join by id, by name or as the next of the directory, and have their identities on the roster', async () => {
    const { emulator, graph, received } = setupOutside()
    const { readParticipants } = await establishedCall(
      { emulator, graph },
      aMeeting({ meetingInfo: { '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo', joinMeetingId: '1' } }),
    )
    await emulator.clock.advance('10s')
    const identities = (participants: readonly { info: { identity: object } }[]) =>
      participants.map(({ info }) => filled(info.identity)).filter((identity) => !('application' in identity))
    const roster = await readParticipants()
    expect(identities(roster)).toEqual(ON_WIRE)
    expect(
      roster.flatMap(({ info }: { info: { identity: { guest?: object } } }) => info.identity.guest ?? []),
    ).toMatchObject([{ displayName: 'Lee Gu' }, { displayName: null }])
    expect(
      identities(received.findLast(({ resourceUrl }) => resourceUrl.endsWith('/participants')).resourceData),
    ).toEqual(ON_WIRE)
  })

  it('have Graph’s identity types in the call record', async () => {
    const { emulator, graph } = setupOutside()
    const { call } = await establishedCall(
      { emulator, graph },
      aMeeting({ meetingInfo: { '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo', joinMeetingId: '1' } }),
    )
    await emulator.clock.advance('1min')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.advance('1min')
    const { body: record } = await readRecord(graph, call.callChainId)
    const people = record.participants_v2.filter(
      ({ identity }: { identity: object }) => !('application' in filled(identity)),
    )
    expect(people.map(({ id }: { id: string }) => id)).toEqual([
      ADELE,
      GUEST.id,
      NAMELESS_GUEST.id,
      EXTERNAL_USER.id,
      NAMELESS.id,
    ])
    expect(people.map(({ identity }: { identity: object }) => filled(identity))).toEqual([
      { user: { ...HOST, tenantId: TENANT } },
      { guest: { id: GUEST.id, displayName: 'Lee Gu' } },
      { guest: { id: NAMELESS_GUEST.id } },
      { user: EXTERNAL_USER },
      { user: { ...NAMELESS, tenantId: TENANT } },
    ])
    const { body: listed } = await graph.get(
      `/communications/callRecords?$filter=participants_v2/any(p:p/id eq '${GUEST.id}')`,
    )
    expect(listed.value).toHaveLength(1)
    const endpoints = record.sessions.map(({ caller }: { caller: object }) => caller)
    const ofGuest = endpoints.find(
      (one: { identity: { guest?: { id: string } } }) => one.identity.guest?.id === GUEST.id,
    )
    expect(ofGuest.userAgent.platform).toBe('web')
    expect(ofGuest.associatedIdentity).toMatchObject({ id: GUEST.id, displayName: 'Lee Gu' })
  })

  it('are not in the logs of the tenant’s users', async () => {
    const { graph } = setupOutside({ directory: { users: [GUEST, EXTERNAL_USER] } })
    const range = '(fromDateTime=2025-11-01,toDateTime=2026-01-05)'
    for (const log of ['getPstnBlockedUsersLog', 'getSmsLog']) {
      const { status, body } = await graph.get(
        `https://graph.microsoft.com/beta/communications/callRecords/${log}${range}`,
      )
      expect([status, body.value]).toEqual([200, []])
    }
  })

  it('organize no meeting and place no call unless asked to', async () => {
    const { emulator } = setupOutside({ callbackUri: CALLBACK })
    expect(emulator.incomingCall({}).source).toMatchObject({ identity: { user: { id: ADELE, tenantId: TENANT } } })
    expect(emulator.incomingCall({ from: { user: EXTERNAL_USER.id } }).source).toMatchObject({
      identity: { user: { id: EXTERNAL_USER.id, tenantId: FABRIKAM } },
    })
  })

  it('may organize a meeting, whose phones are in the logs of their own tenant', async () => {
    const log = async (organizer: string) => {
      const scenario: Scenario = { name: 'dial-in', steps: [{ after: '3s', do: 'join', who: '+12065550100' }] }
      const { emulator, graph } = setupOutside({
        scenarios: [scenario],
        directory: { users: USERS, meetings: [{ joinMeetingId: '1', organizer }] },
      })
      const body = aMeeting({
        meetingInfo: { '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo', joinMeetingId: '1' },
      })
      const { call } = await establishedCall({ emulator, graph }, body)
      await emulator.clock.advance('1min')
      await graph.delete(`/communications/calls/${call.id}`)
      await emulator.clock.advance('1min')
      const { body: rows } = await graph.get(
        '/communications/callRecords/getPstnCalls(fromDateTime=2026-01-01,toDateTime=2026-02-01)',
      )
      return rows.value.length
    }
    expect([await log(ADELE), await log(EXTERNAL_USER.id)]).toEqual([1, 0])
  })

  it('cannot be configured with a tenant and as a guest', () => {
    const users = [{ ...GUEST, tenantId: FABRIKAM }]
    expect(() => createEmulator({ directory: { users } })).toThrow(
      "'directory.users[0]': Expected a guest without tenantId",
    )
  })
})

describe('an app that joins a meeting as a guest', () => {
  const asGuest = (guest: object) =>
    aMeeting({
      source: {
        '@odata.type': '#microsoft.graph.participantInfo',
        identity: { '@odata.type': '#microsoft.graph.identitySet', guest },
      },
    })

  it('is on the roster and in the record under the name and the id that it chose', async () => {
    const { emulator, graph } = setup()
    const world = await endedCall({ emulator, graph }, asGuest({ id: 'guest-1', displayName: 'Minutes' }))
    expect(filled(world.call.source.identity)).toEqual({ guest: { id: 'guest-1', displayName: 'Minutes' } })
    const { body: record } = await readRecord(graph, world.call.callChainId)
    const participant = record.participants_v2.find(({ id }: { id: string }) => id === 'guest-1')
    expect(filled(participant.identity)).toEqual({ guest: { id: 'guest-1', displayName: 'Minutes' } })
    const session = record.sessions.find(
      ({ caller }: { caller: { identity?: { guest?: object } } }) => caller.identity?.guest,
    )
    // It is still an app, not a browser.
    expect(session.caller.userAgent.role).toBe('customBot')
  })

  it('gets an id when it chose none, may be without a name, and is still named `app` by steps', async () => {
    const { emulator, graph } = setup()
    const { call, readParticipants } = await establishedCall({ emulator, graph }, asGuest({}))
    const self = (await readParticipants()).find(({ id }: { id: string }) => id === call.myParticipantId)
    expect(filled(self.info.identity)).toEqual({
      guest: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    })
    expect(call.source.identity.guest.id).toBe(self.info.identity.guest.id)
    emulator.perform(call.id, { do: 'remove', who: 'app' })
    expect(emulator.store.getState().calls.get(call.id)?.state).toBe('terminating')
  })
})

describe('generated calls with people from outside', () => {
  it('has guests only in meetings, others also in calls, and the tenant’s users as organizers', async () => {
    const { emulator, graph } = setup({ directory: { users: USERS } })
    const { people } = emulator.populate({ days: 10, callsPerDay: 60, people: 6, externalPeople: 6 })
    expect(people).toHaveLength(6 + 3 + 6)
    expect(people.filter(({ guest }) => guest).length).toBeGreaterThanOrEqual(4)
    expect(people.some(({ displayName }) => displayName === undefined)).toBe(true)
    const outside = new Set(people.filter(({ guest, tenantId }) => guest || tenantId).map(({ id }) => id))
    const guests = new Set(people.filter(({ guest }) => guest).map(({ id }) => id))
    const kinds = new Map<string, number>()
    let url: string | undefined = '/communications/callRecords'
    while (url) {
      const { body }: Awaited<ReturnType<typeof graph.get>> = await graph.get(url)
      for (const { id, type, organizer_v2: organizer, joinWebUrl } of body.value) {
        expect(outside.has(organizer.id)).toBe(false)
        const { body: participants } = await graph.get(`/communications/callRecords/${id}/participants_v2`)
        for (const participant of participants.value) {
          const isGuest = guests.has(participant.id)
          if (isGuest) {
            expect(participant.identity.guest).toMatchObject({ id: participant.id })
            expect(typeof joinWebUrl).toBe('string')
          }
          if (outside.has(participant.id)) kinds.set(isGuest ? 'guest' : type, 1)
        }
      }
      url = body['@odata.nextLink']
    }
    expect([...kinds.keys()].sort()).toEqual(['groupCall', 'guest', 'peerToPeer'])
    const { body: log } = await graph.get(
      '/communications/callRecords/getPstnCalls(fromDateTime=2025-12-01,toDateTime=2026-02-01)',
    )
    expect(log.value.length).toBeGreaterThan(0)
    for (const { userId } of log.value) expect(outside.has(userId)).toBe(false)
    expect(
      setup({ directory: { users: USERS } }).emulator.populate({
        days: 10,
        callsPerDay: 60,
        people: 6,
        externalPeople: 6,
      }).people,
    ).toEqual(people)
    const copy = setup({ directory: { users: USERS } }).emulator
    copy.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(JSON.stringify(copy.snapshot())).toBe(JSON.stringify(emulator.snapshot()))
  })
})
