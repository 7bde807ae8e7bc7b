import { describe, expect, it } from 'vitest'
import { buildCallRecord } from '../../src/call-records/record/build-call-record.ts'
import { createRandom } from '../../src/engine/chance/random.ts'
import { DAY_MS } from '../../src/engine/time/units.ts'
import { isJsonObject, type JsonObject } from '../../src/engine/values/json.ts'
import { createEmulator, selectCallRecords } from '../../src/index.ts'
import { classifyStream } from '../call-records/media/classify-stream.ts'
import { list, member } from '../call-records/sample-call.ts'

/** Generates the calls of four weeks with the default mix. */
function populate(seed: number) {
  const emulator = createEmulator({ seed, clock: 'manual' })
  const { people } = emulator.populate({ days: 28, callsPerDay: 105, utcOffset: '+00:00' })
  const calls = selectCallRecords()(emulator.store.getState()).map((row) => {
    const sessions = list(
      buildCallRecord(row, createRandom(row.id), { ratings: createRandom(`ratings of ${row.id}`) }),
      'sessions',
    )
    return { row, sessions, streams: sessions.flatMap(audioIn) }
  })
  return { calls, officeOf: new Map(people.map(({ id, office }) => [id, office])) }
}

interface AudioStream {
  readonly stream: JsonObject
  readonly classification: ReturnType<typeof classifyStream>
  readonly userIds: readonly string[]
}

function audioIn(session: JsonObject): AudioStream[] {
  return list(session, 'segments').flatMap((segment) => {
    const userIds = [member(segment, 'caller'), member(segment, 'callee')].flatMap(({ associatedIdentity: who }) =>
      isJsonObject(who) ? String(who.id) : [],
    )
    const media = list(segment, 'media').filter(({ label }) => label === 'main-audio')
    return media
      .flatMap((one) => list(one, 'streams'))
      .map((stream) => ({ stream, userIds, classification: classifyStream(stream, 'main-audio') }))
  })
}

function poorShare(streams: readonly AudioStream[]): number {
  const classified = streams.filter(({ classification }) => classification !== 'unclassified')
  return classified.filter(({ classification }) => classification === 'poor').length / classified.length
}

const share = <Item>(items: readonly Item[], holds: (item: Item) => boolean) =>
  items.filter(holds).length / items.length
const RATINGS = ['bad', 'poor', 'fair', 'good', 'excellent']
/** Every rating, and whether the audio that the participant received was poor. */
function ratingsIn(sessions: readonly JsonObject[]) {
  return sessions.flatMap((session) =>
    (
      [
        ['caller', 'calleeToCaller'],
        ['callee', 'callerToCallee'],
      ] as const
    ).flatMap(([end, direction]) => {
      if (!member(session, end).feedback) return []
      const received = audioIn(session).filter(({ stream }) => stream.streamDirection === direction)
      const isSilent = received.every(({ stream }) => stream.packetUtilization === 0)
      const wasPoor = isSilent || received.some(({ classification }) => classification === 'poor')
      return [{ rating: String(member(member(session, end), 'feedback').rating), wasPoor }]
    }),
  )
}

describe.each([7, 1, 2026])('call quality of a populated tenant with seed %i', (seed) => {
  const { calls, officeOf } = populate(seed)
  const streams = calls.flatMap((call) => call.streams)
  const streamsOf = (office: string) =>
    streams.filter(({ userIds }) => userIds.some((id) => officeOf.get(id) === office))

  // Microsoft suggests 3 % as a target for all networks of an organization; this one has an office with poor Wi-Fi.
  it('has 2 to 5 percent poor audio streams', () => {
    expect(calls.length).toBeGreaterThan(1_800)
    expect(poorShare(streams)).toBeGreaterThan(0.02)
    expect(poorShare(streams)).toBeLessThan(0.05)
  })

  it('has poor audio in about one call of ten', () => {
    const poor = share(calls, (call) => call.streams.some(({ classification }) => classification === 'poor'))
    expect(poor).toBeGreaterThan(0.06)
    expect(poor).toBeLessThan(0.15)
  })

  it('gives the office with poor Wi-Fi by far the most poor streams, but mostly good calls', () => {
    const others = ['Headquarters', 'Research park', 'Home'].map((office) => poorShare(streamsOf(office)))
    expect(poorShare(streamsOf('Warehouse'))).toBeGreaterThan(Math.max(...others) * 3)
    expect(poorShare(streamsOf('Warehouse'))).toBeGreaterThan(0.08)
    expect(poorShare(streamsOf('Warehouse'))).toBeLessThan(0.3)
    for (const office of others) expect(office).toBeLessThan(0.05)
  })

  it('drops about 3 percent of the calls, each after packet loss', () => {
    const dropped = calls.filter(({ sessions }) => sessions.some(({ failureInfo }) => failureInfo))
    expect(dropped.length / calls.length).toBeGreaterThan(0.015)
    expect(dropped.length / calls.length).toBeLessThan(0.05)
    for (const call of dropped) expect(call.streams.some(({ classification }) => classification === 'poor')).toBe(true)
  })

  it('rates calls by the audio that each participant received', () => {
    const rated = ratingsIn(calls.flatMap(({ sessions }) => sessions))
    const [poor, good] = [rated.filter(({ wasPoor }) => wasPoor), rated.filter(({ wasPoor }) => !wasPoor)]
    for (const { rating } of poor) expect(['bad', 'poor', 'fair']).toContain(rating)
    for (const { rating } of good) expect(['fair', 'good', 'excellent']).toContain(rating)
    expect([poor.length > 8, good.length > 300]).toEqual([true, true])
    const average = (some: typeof rated) =>
      some.reduce((sum, { rating }) => sum + RATINGS.indexOf(rating), 0) / some.length
    expect(average(good)).toBeGreaterThan(average(poor) + 1.2)
  })

  it('has mostly short calls between two people, and meetings of typical lengths', () => {
    const minutes = (kind: 'call' | 'meeting') =>
      calls
        .filter(({ row: { origin } }) => origin.from === 'call' && isOfKind(kind, origin.call))
        .map(({ row }) => (row.endAt - row.startAt) / 60_000)
        .sort((one, other) => one - other)
    const [callMinutes, meetingMinutes] = [minutes('call'), minutes('meeting')]
    expect(median(callMinutes)).toBeGreaterThan(1)
    expect(median(callMinutes)).toBeLessThan(6)
    expect(share(callMinutes, (length) => length > 15)).toBeGreaterThan(0.05)
    expect(share(callMinutes, (length) => length > 15)).toBeLessThan(0.2)
    expect(median(meetingMinutes)).toBeGreaterThan(25)
    expect(median(meetingMinutes)).toBeLessThan(50)
    expect(share(meetingMinutes, (length) => length > 95)).toBe(0)
  })

  it('has fewer calls on Fridays and hardly any on weekends', () => {
    const countOn = (weekday: number) => calls.filter(({ row }) => new Date(row.startAt).getUTCDay() === weekday).length
    const mondayToThursday = [1, 2, 3, 4].map(countOn)
    expect(Math.max(countOn(0), countOn(6))).toBeLessThan(countOn(5) / 5)
    expect(countOn(5)).toBeLessThan(Math.min(...mondayToThursday))
    expect(Math.max(...mondayToThursday)).toBeLessThan(Math.min(...mondayToThursday) * 1.35)
    expect(new Set(calls.map(({ row }) => Math.floor(row.startAt / DAY_MS))).size).toBeGreaterThan(24)
  })
})

function isOfKind(kind: 'call' | 'meeting', call: { kind: string; joinWebUrl?: string }): boolean {
  return kind === 'call' ? call.kind === 'peerToPeer' : call.joinWebUrl !== undefined
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
