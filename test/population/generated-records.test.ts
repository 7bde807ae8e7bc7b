import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDirectRoutingLogRows } from '../../src/call-records/logs/direct-routing-log-row.ts'
import { toPstnCallLogRows } from '../../src/call-records/logs/pstn-call-log-row.ts'
import { buildCallRecord } from '../../src/call-records/record/build-call-record.ts'
import { toRecordSummary } from '../../src/call-records/record/record-summary.ts'
import { RECONNECT_LIMIT_MS } from '../../src/call-records/record/visits.ts'
import { createRandom } from '../../src/engine/chance/random.ts'
import type { JsonObject } from '../../src/engine/values/json.ts'
import type { GeneratedCallKey, GeneratedCalls } from '../../src/population/add-generated-calls.ts'
import { generateCalls } from '../../src/population/generate-calls.ts'
import type { PopulationPlan } from '../../src/population/population-plan.ts'
import { problemsOf } from '../call-records/record/type-problems.ts'
import { list, member, only } from '../call-records/sample-call.ts'

const NOW = Date.UTC(2026, 0, 7, 22)
const OFFICES = ['Headquarters', 'Warehouse', 'Research park', 'Home']

/** A plan with a few dozen calls of all kinds. */
const aPlan: fc.Arbitrary<PopulationPlan> = fc
  .record({
    seed: fc.integer(),
    days: fc.integer({ min: 1, max: 4 }),
    people: fc.integer({ min: 2, max: 12 }),
    utcOffsetMinutes: fc.integer({ min: -720, max: 840 }),
  })
  .map(({ seed, days, people, utcOffsetMinutes }) => ({
    number: 0,
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

type Check = (calls: GeneratedCalls, key: GeneratedCallKey) => void

/** Checks every third record of arbitrary plans, which covers every kind of call. */
function checkRecords(check: Check): void {
  fc.assert(
    fc.property(aPlan, (plan) => {
      const calls = generateCalls(plan)
      for (const [index, key] of [...calls.keys()].entries()) if (index % 3 === 0) check(calls, key)
    }),
    { numRuns: 25 },
  )
}

const build = (calls: GeneratedCalls, { number, id }: GeneratedCallKey) =>
  buildCallRecord(calls.make(number), createRandom(id))
const times = ({ startDateTime, endDateTime }: JsonObject) => [Number(startDateTime), Number(endDateTime)] as const
const idOf = (endpoint: JsonObject) => member(endpoint, 'associatedIdentity').id

describe('records of generated calls', () => {
  it('are indexed by their own start time, participants and phones', () => {
    checkRecords((calls, key) => {
      const { id, startAt, endAt, participantIds, phones } = calls.make(key.number)
      expect(calls.keyOf(key.number)).toEqual(key)
      expect({ ...key, participantIds: [...key.participantIds].sort() }).toEqual({
        number: key.number,
        id,
        startAt,
        participantIds: [...participantIds].sort(),
        ...(phones && { phones }),
      })
      expect(startAt).toBeGreaterThanOrEqual(calls.plan.from)
      expect(endAt).toBeLessThan(calls.plan.until)
    })
  })

  it('are identical every time they are generated', () => {
    checkRecords((calls, { number }) => {
      const again = generateCalls(JSON.parse(JSON.stringify(calls.plan)))
      expect(again.make(number)).toEqual(calls.make(number))
    })
  })

  it('have a history in order of time, in which every participant joins before leaving', () => {
    checkRecords((calls, { number }) => {
      const { origin } = calls.make(number)
      if (origin.from !== 'call') throw new Error('expected a record of a call')
      const { history, participants } = origin.call
      const ats = history.map(({ at }) => at)
      expect(ats).toEqual([...ats].sort((one, other) => one - other))
      for (const { id } of participants) {
        const own = history.filter((entry) => 'participantId' in entry && entry.participantId === id)
        const attendance = own.filter(({ did }) => did === 'joined' || did === 'left').map(({ did }) => did)
        expect(attendance.length).toBeGreaterThanOrEqual(2)
        expect(attendance).toEqual(attendance.map((_, index) => (index % 2 === 0 ? 'joined' : 'left')))
      }
    })
  })

  it('match Graph’s metadata', () => {
    checkRecords((calls, key) => {
      expect(problemsOf(build(calls, key), 'microsoft.graph.callRecords.callRecord')).toEqual([])
    })
  })

  it('have the times and modalities of their sessions', () => {
    checkRecords((calls, key) => {
      const record = build(calls, key)
      const [from, until] = times(record)
      const sessions = list(record, 'sessions')
      expect(Math.min(...sessions.map((session) => times(session)[0]))).toBe(from)
      expect(Math.max(...sessions.map((session) => times(session)[1]))).toBe(until)
      const modalities = new Set(sessions.flatMap((session) => session.modalities))
      expect(new Set([record.modalities].flat())).toEqual(modalities)
      for (const session of sessions) {
        const segments = list(session, 'segments').map(times)
        expect([segments[0]?.[0], segments.at(-1)?.[1]]).toEqual(times(session))
        for (const [index, [from, until]] of segments.slice(1).entries()) {
          const [previousFrom, previousUntil] = segments[index] ?? [0, 0]
          // The legs to a phone are parallel. Other segments follow each other, with time to reconnect at most.
          const isParallel = from === previousFrom && until === previousUntil
          if (!isParallel) expect(from - previousUntil).toBeGreaterThanOrEqual(0)
          if (!isParallel) expect(from - previousUntil).toBeLessThanOrEqual(RECONNECT_LIMIT_MS)
        }
      }
    })
  })

  it('have the participants of their sessions', () => {
    checkRecords((calls, key) => {
      const record = build(calls, key)
      const participants = new Set(list(record, 'participants_v2').map(({ id }) => id))
      expect(participants).toEqual(new Set(key.participantIds))
      const sessions = list(record, 'sessions')
      expect(member(record, 'organizer_v2').id).toBe(idOf(member(sessions[0] ?? {}, 'caller')))
      if (record.type === 'peerToPeer') {
        const session = only(sessions)
        expect(session.id).toBe(record.id)
        expect(new Set([idOf(member(session, 'caller')), idOf(member(session, 'callee'))])).toEqual(participants)
      } else {
        expect(new Set(sessions.map((session) => idOf(member(session, 'caller'))))).toEqual(participants)
        for (const session of sessions) {
          expect(member(session, 'callee')['@odata.type']).toBe('#microsoft.graph.callRecords.serviceEndpoint')
        }
      }
      expect(sessions.filter(({ failureInfo }) => failureInfo).length).toBeLessThanOrEqual(1)
    })
  })

  it('agree with the list of call records and with the phone logs', () => {
    checkRecords((calls, key) => {
      const row = calls.make(key.number)
      const record = build(calls, key)
      expect(record).toMatchObject(toRecordSummary(row))
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
