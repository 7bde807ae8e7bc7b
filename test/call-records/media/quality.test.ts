import { describe, expect, it } from 'vitest'
import { NETWORK_PROFILE_FACTS } from '../../../src/call-records/media/network-profiles.ts'
import { type EmulatorOptions, type NetworkProfile, networkProfiles } from '../../../src/index.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'
import { CLASSIFICATIONS, classifyStream } from './classify-stream.ts'

/** Reads the segments of a call during which the callee's network changes. */
async function segmentsWithNetwork(profile: NetworkProfile, options: EmulatorOptions = {}) {
  const { emulator, graph } = setup(options)
  const call = await createCall(graph)
  await emulator.clock.advance('20s')
  emulator.perform(call.id, { do: 'network', profile })
  await emulator.clock.advance('20s')
  emulator.perform(call.id, { do: 'hangUp' })
  await emulator.clock.runToIdle()
  const { body } = await graph.get(`/communications/callRecords/${call.callChainId}/sessions?$expand=segments`)
  return body.value[0].segments
}

const SECONDS = /^PT(\d+(?:\.\d+)?)S$/

/** Classifies a stream after converting its ISO 8601 durations to milliseconds. */
function classificationOf(stream: Record<string, string | number>) {
  const converted = Object.entries(stream).map(([name, value]) => {
    const [, seconds] = SECONDS.exec(String(value)) ?? []
    return [name, seconds === undefined ? value : Math.round(Number(seconds) * 1_000)]
  })
  return classifyStream(Object.fromEntries(converted), 'main-audio')
}

describe('network profiles', () => {
  it('are exported as a list of unique names', () => {
    expect(networkProfiles).toEqual(
      expect.arrayContaining([
        'perfect',
        'good',
        'wifi',
        'weakWifi',
        'congestedWifi',
        'mobile',
        'vpnRelay',
        'lossy',
        'oneWayAudio',
      ]),
    )
    expect(new Set(networkProfiles).size).toBe(networkProfiles.length)
  })

  it.each(networkProfiles)('change stream quality during a call: %s', async (profile) => {
    const [before, after, ...more] = await segmentsWithNetwork(profile)
    // The callee's default network is good already.
    if (after === undefined) return expect(profile).toBe('good')
    expect(more).toEqual([])
    const classifications = [before, after].map(({ media }) => media[0].streams.map(classificationOf))
    expect(classifications[0]).toEqual(['good', 'good'])
    // The app is the caller, so the callee's own stream is the second one.
    const { mute, upload, ...ownPath } = NETWORK_PROFILE_FACTS[profile]
    expect(CLASSIFICATIONS[ownPath.classified]).toContain(classifications[1]?.[0])
    expect(mute ? ['unclassified'] : CLASSIFICATIONS[(upload ?? ownPath).classified]).toContain(classifications[1]?.[1])
  })

  it.each(['lossy', 'poorWifi', 'congestedWifi', 'asymmetricUpload', 'oneWayAudio'] as const)(
    'degrade the call with any seed: %s',
    async (profile) => {
      for (let seed = 0; seed < 25; seed += 1) {
        const [, { media }] = await segmentsWithNetwork(profile, { seed })
        expect(media[0].streams.map(classificationOf)).not.toEqual(['good', 'good'])
      }
    },
  )

  it('`records.traceRoutes` adds trace routes and changes no other value', async () => {
    const plain = await segmentsWithNetwork('lossy')
    const routed = await segmentsWithNetwork('lossy', { records: { traceRoutes: true } })
    const hops = (segments: typeof plain) => segments[1].media[0].calleeNetwork.traceRouteHops
    expect(hops(plain)).toEqual([])
    expect(hops(routed)[0]).toEqual({
      hopCount: 1,
      ipAddress: routed[1].media[0].calleeNetwork.subnet.replace(/0$/, '1'),
      roundTripTime: expect.stringMatching(SECONDS),
    })
    const withoutHops = (name: string, value: unknown) => (name === 'traceRouteHops' ? [] : value)
    expect(JSON.parse(JSON.stringify(routed), withoutHops)).toEqual(plain)
  })
})
