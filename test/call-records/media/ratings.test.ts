import { describe, expect, it } from 'vitest'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import { NETWORK_PROFILES, type NetworkProfile } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import { isJsonObject, type JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, app, aRecordRow, list, member, only } from '../sample-call.ts'

const RATINGS = ['bad', 'poor', 'fair', 'good', 'excellent']

/** Abbie's feedback on 500 calls in which one participant has a network profile. */
function feedbackOver(profile: NetworkProfile, participantId = abbie.id) {
  const row = aRecordRow({ entries: [{ at: 0, did: 'network', participantId, profile }] })
  const sessions = Array.from({ length: 500 }, (_, seed) => {
    const random = createRandom(seed)
    return only(list(buildCallRecord(row, random, { ratings: random.fork('ratings') }), 'sessions'))
  })
  const feedback = sessions
    .map(({ callee }) => (isJsonObject(callee) ? callee.feedback : undefined))
    .filter(isJsonObject)
  const scores = feedback.map(({ rating }) => RATINGS.indexOf(String(rating)))
  return { sessions, feedback, average: scores.reduce((sum, score) => sum + score, 0) / scores.length }
}

describe('ratings of calls that the scenario does not rate', () => {
  it('come from some of the people, and are lower for poor calls', () => {
    const [good, poor] = [feedbackOver('good'), feedbackOver('lossy')]
    for (const { feedback } of [good, poor]) {
      expect(feedback.length).toBeGreaterThan(25)
      expect(feedback.length).toBeLessThan(100)
    }
    expect(good.average).toBeGreaterThan(poor.average + 1)
    expect(good.feedback.filter(({ rating }) => rating === 'bad' || rating === 'poor')).toEqual([])
  })

  it('complain about silence only if the participant received no audio', () => {
    const complaints = feedbackOver('oneWayAudio', app.id).feedback.flatMap(complaintsIn)
    expect(new Set(complaints)).toEqual(new Set(['NoSound', 'Stopped']))
    expect(feedbackOver('oneWayAudio', abbie.id).feedback.flatMap(complaintsIn)).toEqual([])
  })

  it('depend on the audio that the participant received, not on the audio sent', () => {
    const { average: ratingOfSender } = feedbackOver('asymmetricUpload', abbie.id)
    const { average: ratingOfReceiver } = feedbackOver('asymmetricUpload', app.id)
    expect(ratingOfSender).toBeGreaterThan(ratingOfReceiver + 1)
  })

  it('do not come from applications', () => {
    for (const { caller } of feedbackOver('lossy').sessions) expect(caller).not.toHaveProperty('feedback')
  })

  it('do not replace a rating by the scenario', () => {
    const row = aRecordRow({
      entries: [
        { at: 0, did: 'network', participantId: abbie.id, profile: 'lossy' },
        { at: 1_000, did: 'rated', participantId: abbie.id, rating: 'excellent' },
      ],
    })
    for (let seed = 0; seed < 100; seed += 1) {
      const random = createRandom(seed)
      const session = only(list(buildCallRecord(row, random, { ratings: random.fork('ratings') }), 'sessions'))
      expect(member(session, 'callee').feedback).toMatchObject({ rating: 'excellent' })
    }
  })

  it('change no other number of the record', () => {
    const row = aRecordRow()
    for (let seed = 0; seed < 100; seed += 1) {
      const rated = buildCallRecord(row, createRandom(seed), { ratings: createRandom(seed) })
      expect(JSON.parse(JSON.stringify(rated), withoutFeedback)).toEqual(buildCallRecord(row, createRandom(seed)))
    }
  })
})

describe('trace routes', () => {
  it.each(NETWORK_PROFILES)('lead from the endpoint’s network into Microsoft’s: %s', (profile) => {
    const row = aRecordRow({ entries: [{ at: 0, did: 'network', participantId: abbie.id, profile }] })
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
      const roundTripTime = Math.max(
        ...list(media, 'streams').map((stream) => Number(stream.averageRoundTripTime ?? 0)),
      )
      expect(times.at(-1)).toBeLessThanOrEqual(roundTripTime)
      expect(member(media, 'callerNetwork').traceRouteHops).toEqual([])
    }
  })
})

function complaintsIn({ tokens }: JsonObject): string[] {
  return isJsonObject(tokens) ? Object.keys(tokens).filter((token) => tokens[token]) : []
}

function withoutFeedback(this: unknown, name: string, value: unknown): unknown {
  return name === 'feedback' ? undefined : value
}
