import { describe, expect, it } from 'vitest'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import { NETWORK_PROFILES, type NetworkProfile } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import { isJsonObject, type JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, app, aRecordRow, list, member, only } from '../sample-call.ts'

const SCALE = ['bad', 'poor', 'fair', 'good', 'excellent']

/** How Abbie rated five hundred calls in which she, or the app, had a network; what she complained about. */
function ratingsOver(profile: NetworkProfile, whose = abbie.id) {
  const row = aRecordRow({ happened: [{ at: 0, did: 'network', participantId: whose, profile }] })
  const sessions = Array.from({ length: 500 }, (_, seed) => {
    const random = createRandom(seed)
    return only(list(buildCallRecord(row, random, { ratings: random.fork('ratings') }), 'sessions'))
  })
  const given = sessions.map(({ callee }) => (isJsonObject(callee) ? callee.feedback : undefined)).filter(isJsonObject)
  const marks = given.map(({ rating }) => SCALE.indexOf(String(rating)))
  return { sessions, given, average: marks.reduce((sum, mark) => sum + mark, 0) / marks.length }
}

describe('people who are not told how to rate a call', () => {
  it('rate it now and then, worse the worse it was', () => {
    const [good, poor] = [ratingsOver('good'), ratingsOver('lossy')]
    for (const { given } of [good, poor]) {
      expect(given.length).toBeGreaterThan(25)
      expect(given.length).toBeLessThan(100)
    }
    expect(good.average).toBeGreaterThan(poor.average + 1)
    expect(good.given.filter(({ rating }) => rating === 'bad' || rating === 'poor')).toEqual([])
  })

  it('say that they heard nothing when they did not', () => {
    const complaints = ratingsOver('oneWayAudio', app.id).given.flatMap(namedIn)
    expect(new Set(complaints)).toEqual(new Set(['NoSound', 'Stopped']))
    // Who is not heard hears the others well.
    expect(ratingsOver('oneWayAudio', abbie.id).given.flatMap(namedIn)).toEqual([])
  })

  it('go by what they heard, not by what they sent', () => {
    const { average: sent } = ratingsOver('asymmetricUpload', abbie.id)
    const { average: heard } = ratingsOver('asymmetricUpload', app.id)
    expect(sent).toBeGreaterThan(heard + 1)
  })

  it('are people: an application is not asked', () => {
    for (const { caller } of ratingsOver('lossy').sessions) expect(caller).not.toHaveProperty('feedback')
  })

  it('do not take the place of those who are told', () => {
    const happened = [{ at: 1_000, did: 'rated', participantId: abbie.id, rating: 'excellent' }] as const
    const row = aRecordRow({
      happened: [{ at: 0, did: 'network', participantId: abbie.id, profile: 'lossy' }, ...happened],
    })
    for (let seed = 0; seed < 100; seed += 1) {
      const random = createRandom(seed)
      const session = only(list(buildCallRecord(row, random, { ratings: random.fork('ratings') }), 'sessions'))
      expect(member(session, 'callee').feedback).toMatchObject({ rating: 'excellent' })
    }
  })

  it('change no other number', () => {
    const row = aRecordRow()
    for (let seed = 0; seed < 100; seed += 1) {
      const rated = buildCallRecord(row, createRandom(seed), { ratings: createRandom(seed) })
      expect(JSON.parse(JSON.stringify(rated), withoutFeedback)).toEqual(buildCallRecord(row, createRandom(seed)))
    }
  })
})

describe('the routes that packets took', () => {
  it.each(NETWORK_PROFILES)('lead over %s from the endpoint’s own network into the service’s', (profile) => {
    const row = aRecordRow({ happened: [{ at: 0, did: 'network', participantId: abbie.id, profile }] })
    for (let seed = 0; seed < 20; seed += 1) {
      const record = buildCallRecord(row, createRandom(seed), { traceRoutes: createRandom(seed) })
      const media = only(list(only(list(only(list(record, 'sessions')), 'segments')), 'media'))
      const network = member(media, 'calleeNetwork')
      const hops = list(network, 'traceRouteHops')
      expect(hops.map(({ hopCount }) => hopCount)).toEqual(hops.map((_, index) => index + 1))
      expect(hops[0]?.ipAddress).toBe(String(network.subnet).replace(/0$/, '1'))
      if (network.relayIPAddress) expect(hops.at(-1)?.ipAddress).toBe(network.relayIPAddress)
      else expect(hops.at(-1)?.ipAddress).toMatch(/^52\.114\./)
      const times = hops.map(({ roundTripTime }) => Number(roundTripTime))
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      const whole = Math.max(...list(media, 'streams').map((stream) => Number(stream.averageRoundTripTime ?? 0)))
      expect(times.at(-1)).toBeLessThanOrEqual(whole)
      // A service is there already.
      expect(member(media, 'callerNetwork').traceRouteHops).toEqual([])
    }
  })
})

function namedIn({ tokens }: JsonObject): string[] {
  return isJsonObject(tokens) ? Object.keys(tokens).filter((token) => tokens[token]) : []
}

function withoutFeedback(this: unknown, name: string, value: unknown): unknown {
  return name === 'feedback' ? undefined : value
}
