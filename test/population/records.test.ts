import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDirectRoutingLogRows } from '../../src/call-records/logs/direct-routing-log-row.ts'
import { toPstnCallLogRows } from '../../src/call-records/logs/pstn-call-log-row.ts'
import { buildCallRecord } from '../../src/call-records/record/build-call-record.ts'
import { toRecordHead } from '../../src/call-records/record/record-head.ts'
import { RECONNECT_LIMIT_MS } from '../../src/call-records/record/session-plans.ts'
import { createRandom } from '../../src/engine/chance/random.ts'
import type { JsonObject } from '../../src/engine/values/json.ts'
import { createPast } from '../../src/population/past.ts'
import type { Past, PastKey, PastPlan } from '../../src/population/plan.ts'
import { problemsOf } from '../call-records/record/type-problems.ts'
import { list, member, only } from '../call-records/sample-call.ts'

const NOW = Date.UTC(2026, 0, 7, 22)
const OFFICES = ['Headquarters', 'Warehouse', 'Research park', 'Home']

/** A past of a few dozen calls of all kinds, and one of its records. */
const aPast: fc.Arbitrary<PastPlan> = fc
  .record({
    seed: fc.integer(),
    days: fc.integer({ min: 1, max: 4 }),
    people: fc.integer({ min: 2, max: 12 }),
    utcOffsetMinutes: fc.integer({ min: -720, max: 840 }),
  })
  .map(({ seed, days, people, utcOffsetMinutes }) => ({
    chance: createRandom(seed).position(),
    from: NOW - days * 86_400_000,
    until: NOW,
    utcOffsetMinutes,
    callsPerDay: 20,
    mix: { peerToPeer: 2, groupCall: 2, meeting: 2, phone: 2 },
    tenantId: 'dc368399-474c-4d40-900c-6265431fd81f',
    people: Array.from({ length: people }, (_, index) => ({
      id: `user-${index}`,
      displayName: `User ${index}`,
      office: OFFICES[index % OFFICES.length] ?? '',
    })),
    phones: [{ number: '+12065550100' }, { number: '+442079460123', trunk: 'sbc.contoso.com' }],
    latencyMs: 0,
  }))

type Check = (past: Past, key: PastKey) => void

/** Checks records of any past: every third, which is enough of each kind. */
function ofAnyPast(check: Check): void {
  fc.assert(
    fc.property(aPast, (plan) => {
      const past = createPast(plan)
      for (const [index, key] of [...past.keys()].entries()) if (index % 3 === 0) check(past, key)
    }),
    { numRuns: 25 },
  )
}

const build = (past: Past, { number, id }: PastKey) => buildCallRecord(past.make(number), createRandom(id))
const times = ({ startDateTime, endDateTime }: JsonObject) => [Number(startDateTime), Number(endDateTime)] as const
const idOf = (endpoint: JsonObject) => member(endpoint, 'associatedIdentity').id

describe('a record of a past', () => {
  it('is found by what it says of itself', () => {
    ofAnyPast((past, key) => {
      const { id, startAt, endAt, participantIds, phones } = past.make(key.number)
      expect(past.keyOf(key.number)).toEqual(key)
      expect({ ...key, participantIds: [...key.participantIds].sort() }).toEqual({
        number: key.number,
        id,
        startAt,
        participantIds: [...participantIds].sort(),
        ...(phones && { phones }),
      })
      expect(startAt).toBeGreaterThanOrEqual(past.plan.from)
      expect(endAt).toBeLessThan(past.plan.until)
    })
  })

  it('is made the same whenever it is read', () => {
    ofAnyPast((past, { number }) => {
      const again = createPast(JSON.parse(JSON.stringify(past.plan)))
      expect(again.make(number)).toEqual(past.make(number))
    })
  })

  it('has a history in order of time, that only those who are in have a part in', () => {
    ofAnyPast((past, { number }) => {
      const { origin } = past.make(number)
      if (origin.from !== 'call') throw new Error('it follows from a call')
      const { history, participants } = origin.call
      const ats = history.map(({ at }) => at)
      expect(ats).toEqual([...ats].sort((one, other) => one - other))
      for (const { id } of participants) {
        const mine = history.filter((entry) => 'participantId' in entry && entry.participantId === id)
        const stays = mine.filter(({ did }) => did === 'joined' || did === 'left').map(({ did }) => did)
        expect(stays.length).toBeGreaterThanOrEqual(2)
        expect(stays).toEqual(stays.map((_, index) => (index % 2 === 0 ? 'joined' : 'left')))
      }
    })
  })

  it('is what Graph’s metadata says', () => {
    ofAnyPast((past, key) => {
      expect(problemsOf(build(past, key), 'microsoft.graph.callRecords.callRecord')).toEqual([])
    })
  })

  it('agrees with its sessions in times, kind and modalities', () => {
    ofAnyPast((past, key) => {
      const record = build(past, key)
      const [from, until] = times(record)
      const sessions = list(record, 'sessions')
      expect(Math.min(...sessions.map((session) => times(session)[0]))).toBe(from)
      expect(Math.max(...sessions.map((session) => times(session)[1]))).toBe(until)
      const modalities = new Set(sessions.flatMap((session) => session.modalities))
      expect(new Set([record.modalities].flat())).toEqual(modalities)
      for (const session of sessions) {
        const segments = list(session, 'segments').map(times)
        expect([segments[0]?.[0], segments.at(-1)?.[1]]).toEqual(times(session))
        for (const [index, [begun, ended]] of segments.slice(1).entries()) {
          const [before, until] = segments[index] ?? [0, 0]
          // The legs to a phone run side by side; between others is at most the time in which one reconnects.
          const isSideBySide = begun === before && ended === until
          if (!isSideBySide) expect(begun - until).toBeGreaterThanOrEqual(0)
          if (!isSideBySide) expect(begun - until).toBeLessThanOrEqual(RECONNECT_LIMIT_MS)
        }
      }
    })
  })

  it('agrees with its sessions in who was there', () => {
    ofAnyPast((past, key) => {
      const record = build(past, key)
      const there = new Set(list(record, 'participants_v2').map(({ id }) => id))
      expect(there).toEqual(new Set(key.participantIds))
      const sessions = list(record, 'sessions')
      expect(member(record, 'organizer_v2').id).toBe(idOf(member(sessions[0] ?? {}, 'caller')))
      if (record.type === 'peerToPeer') {
        const session = only(sessions)
        expect(session.id).toBe(record.id)
        expect(new Set([idOf(member(session, 'caller')), idOf(member(session, 'callee'))])).toEqual(there)
      } else {
        expect(new Set(sessions.map((session) => idOf(member(session, 'caller'))))).toEqual(there)
        for (const session of sessions) {
          expect(member(session, 'callee')['@odata.type']).toBe('#microsoft.graph.callRecords.serviceEndpoint')
        }
      }
      expect(sessions.filter(({ failureInfo }) => failureInfo).length).toBeLessThanOrEqual(1)
    })
  })

  it('agrees with its place in lists, and with its row in the phone log', () => {
    ofAnyPast((past, key) => {
      const row = past.make(key.number)
      const record = build(past, key)
      expect(record).toMatchObject(toRecordHead(row))
      const { phones = [] } = key
      const logged = toPstnCallLogRows(row, createRandom(key.id).fork)
      expect(logged).toHaveLength(phones.filter(({ trunk }) => trunk === undefined).length)
      const direct = toDirectRoutingLogRows(row, createRandom(key.id).fork)
      expect(direct).toHaveLength(phones.filter(({ trunk }) => trunk !== undefined).length)
      for (const one of logged) {
        const [from, until] = times(record)
        expect(one).toMatchObject({ startDateTime: from, endDateTime: until })
        const caller = member(record, 'organizer_v2').id
        const isIn = one.callType === 'user_in'
        expect(['user_in', 'user_out', 'user_out_forwarding', 'user_out_transfer']).toContain(one.callType)
        expect(isIn ? one.callerNumber === caller : key.participantIds.includes(String(one.calleeNumber))).toBe(true)
        expect(problemsOf(one, 'microsoft.graph.callRecords.pstnCallLogRow')).toEqual([])
      }
    })
  })
})
