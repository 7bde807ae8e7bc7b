import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPstnCallLogRows } from '../../../src/call-records/logs/pstn-call-log-row.ts'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import { toRecordSummary } from '../../../src/call-records/record/record-summary.ts'
import { RECONNECT_LIMIT_MS } from '../../../src/call-records/record/visits.ts'
import type { CallKind, HistoryEntry } from '../../../src/calls/rows.ts'
import { NETWORK_PROFILES } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import type { JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, app, aRecordRow, list, member, phone, START } from '../sample-call.ts'
import { problemsOf } from './type-problems.ts'

const MODALITIES = ['audio', 'video', 'videoBasedScreenSharing', 'data'] as const
const LABELS = ['main-audio', 'main-video', 'applicationsharing-video', 'data']
const PARTICIPANTS = [app, abbie, phone] as const
const DURATION_MS = 60_000

const aParticipant = fc.constantFrom(...PARTICIPANTS.map(({ id }) => id))
const aChange = fc.oneof(
  fc.record({ did: fc.constantFrom('held', 'resumed'), participantId: aParticipant }),
  fc.record({
    did: fc.constant('network'),
    participantId: aParticipant,
    profile: fc.constantFrom(...NETWORK_PROFILES),
  }),
  fc.record({ did: fc.constant('modalities'), participantId: aParticipant, modalities: fc.subarray([...MODALITIES]) }),
)

interface AttendanceInterval {
  readonly who: string
  readonly from: number
  readonly until: number
}

/** Attendance: participants join and leave several times, and the app attends the whole call. */
const intervals: fc.Arbitrary<AttendanceInterval[]> = fc
  .array(
    fc.tuple(fc.constantFrom(abbie.id, phone.id), fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 6 })),
  )
  .map((pairs) => {
    const seconds = new Map(pairs.map(([who, times]) => [who, times.toSorted((a, b) => a - b)]))
    const others = [...seconds].flatMap(([who, times]) =>
      times.flatMap((from, index): AttendanceInterval[] => {
        const until = times[index + 1]
        return index % 2 === 0 && until !== undefined
          ? [{ who, from: START + from * 1_000, until: START + until * 1_000 }]
          : []
      }),
    )
    return [{ who: app.id, from: START, until: START + DURATION_MS }, ...others]
  })

const aCall = fc
  .record({
    seed: fc.integer(),
    kind: fc.constantFrom<CallKind>('group', 'meeting'),
    intervals,
    changes: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 60 }), aChange)
        .map(([second, entry]) => ({ ...entry, at: START + second * 1_000 }) as HistoryEntry),
      { maxLength: 10 },
    ),
  })
  .map(({ seed, kind, intervals, changes }) => {
    const attendance = intervals.flatMap(({ who, from, until }): HistoryEntry[] => [
      { at: from, did: 'joined', participantId: who },
      { at: until, did: 'left', participantId: who },
    ])
    const history = [...changes, ...attendance].sort((one, other) => one.at - other.at)
    const given = { kind, history, participants: [...PARTICIPANTS], endedAt: START + DURATION_MS }
    return { intervals, history, row: aRecordRow({}, given), random: () => createRandom(seed) }
  })

describe('the record of a group call', () => {
  it('has a session for each time that a participant attended, including reconnects within ten seconds', () => {
    fc.assert(
      fc.property(aCall, ({ intervals, row, random }) => {
        const expected = PARTICIPANTS.flatMap(({ id, identity }) => {
          const visits: AttendanceInterval[][] = []
          for (const interval of intervals.filter(({ who }) => who === id)) {
            const last = visits.at(-1)
            const left = last?.at(-1)?.until ?? Number.NEGATIVE_INFINITY
            if (last && !identity.phone && interval.from - left <= RECONNECT_LIMIT_MS) last.push(interval)
            else visits.push([interval])
          }
          return visits.map((visit) => [idIn(identity), visit[0]?.from, visit.at(-1)?.until])
        })
        const record = buildCallRecord(row, random())
        const found = list(record, 'sessions').map((session) => [
          member(member(session, 'caller'), 'associatedIdentity').id,
          session.startDateTime,
          session.endDateTime,
        ])
        expect(found.map(String).sort()).toEqual(expected.map(String).sort())
        expect(new Set(list(record, 'participants_v2').map(({ id }) => id))).toEqual(
          new Set(expected.map(([id]) => id)),
        )
      }),
    )
  })

  it('has segments exactly while the participant attended', () => {
    fc.assert(
      fc.property(aCall, ({ intervals, row, random }) => {
        for (const session of list(buildCallRecord(row, random()), 'sessions')) {
          const who = PARTICIPANTS.find(
            ({ identity }) => idIn(identity) === member(member(session, 'caller'), 'associatedIdentity').id,
          )
          const segments = list(session, 'segments').map(({ startDateTime, endDateTime }) => [
            Number(startDateTime),
            Number(endDateTime),
          ])
          const from = Number(session.startDateTime)
          const until = Number(session.endDateTime)
          for (let at = from + 500; at < until; at += 1_000) {
            const attends = intervals.some((one) => one.who === who?.id && one.from < at && at < one.until)
            const covering = segments.filter(([start = 0, end = 0]) => start < at && at < end)
            expect(covering).toHaveLength(attends ? (who === phone ? 2 : 1) : 0)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('has media in each direction for what the participant or the others send', () => {
    fc.assert(
      fc.property(aCall, ({ intervals, history, row, random }) => {
        const record = buildCallRecord(row, random())
        const inSessions = new Set<unknown>()
        /** What an attending participant sends at a time. Phones send only audio. */
        const sentBy = (id: string, at: number) => {
          const chosen = history.findLast(
            (entry) => entry.at <= at && entry.did === 'modalities' && entry.participantId === id,
          )
          return chosen?.did === 'modalities' && id !== phone.id ? chosen.modalities : []
        }
        const everRequested = (id: string) =>
          history.flatMap((entry) => (entry.did === 'modalities' && entry.participantId === id ? entry.modalities : []))
        for (const session of list(record, 'sessions')) {
          const id = member(member(session, 'caller'), 'associatedIdentity').id
          const who = PARTICIPANTS.find(({ identity }) => idIn(identity) === id)
          const inSegments = new Set<unknown>()
          for (const segment of list(session, 'segments')) {
            const at = Number(segment.startDateTime)
            const others = intervals.filter((one) => one.who !== who?.id && one.from <= at && at < one.until)
            const forwarded = others.flatMap((other) => sentBy(other.who, at))
            const isPhone = who === phone
            // An application receives only what it requested.
            const receives = (one: (typeof MODALITIES)[number]) => who !== app || everRequested(app.id).includes(one)
            const up = MODALITIES.filter((one) => one === 'audio' || sentBy(who?.id ?? '', at).includes(one))
            const down = MODALITIES.filter(
              (one) => one === 'audio' || (!isPhone && forwarded.includes(one) && receives(one)),
            )
            const expected = MODALITIES.filter((one) => up.includes(one) || down.includes(one))
            const flows = list(segment, 'media').map((media) => [
              media.label,
              list(media, 'streams').map(({ streamDirection }) => streamDirection),
            ])
            expect(flows).toEqual(
              expected.map((one) => [
                LABELS[MODALITIES.indexOf(one)],
                [...(up.includes(one) ? ['callerToCallee'] : []), ...(down.includes(one) ? ['calleeToCaller'] : [])],
              ]),
            )
            for (const one of expected) inSegments.add(one)
          }
          expect(new Set([session.modalities].flat())).toEqual(inSegments)
          for (const one of inSegments) inSessions.add(one)
        }
        expect(new Set([record.modalities].flat())).toEqual(inSessions)
        expect(record).toMatchObject(toRecordSummary(row))
      }),
    )
  })

  it('has a phone log row for each time that a phone attended', () => {
    fc.assert(
      fc.property(aCall, ({ intervals, row, random }) => {
        const rows = toPstnCallLogRows(row, random().fork)
        expect(rows.map(({ startDateTime, endDateTime }) => [startDateTime, endDateTime])).toEqual(
          intervals.filter(({ who }) => who === phone.id).map(({ from, until }) => [from, until]),
        )
        expect(new Set(rows.map(({ conferenceId }) => conferenceId)).size).toBe(rows.length > 0 ? 1 : 0)
      }),
    )
  })

  it('matches Graph’s metadata', () => {
    fc.assert(
      fc.property(aCall, ({ row, random }) => {
        const extras = { ratings: random(), traceRoutes: random() }
        const record = buildCallRecord(row, random(), extras)
        expect(problemsOf(record, 'microsoft.graph.callRecords.callRecord')).toEqual([])
      }),
    )
  })
})

function idIn(identity: JsonObject): unknown {
  for (const member of Object.values(identity)) {
    if (typeof member === 'object' && member !== null && 'id' in member) return member.id
  }
  return undefined
}
