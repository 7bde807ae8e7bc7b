import { describe, expect, it } from 'vitest'
import { drawMedia, type MediaEnd } from '../../../src/call-records/media/draw-media.ts'
import { NETWORK_PROFILE_FACTS } from '../../../src/call-records/media/network-profiles.ts'
import { drawParticipantDevice } from '../../../src/call-records/media/participant-device.ts'
import type { NetworkProfile } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import { abbie, list, only } from '../sample-call.ts'

/** One end of a call, over a network with this severity in thousandths. */
function anEnd(profile: NetworkProfile, severity: number): MediaEnd {
  const device = drawParticipantDevice(abbie.identity, [profile], createRandom(1))
  return { device, ...device.network(profile), severity }
}

/** The average jitter of the stream to the callee, and of the one to the caller. */
function jittersBetween(caller: MediaEnd, callee: MediaEnd): number[] {
  const media = drawMedia(
    {
      caller,
      callee,
      modalities: ['audio'],
      sent: { callerToCallee: ['audio'], calleeToCaller: ['audio'] },
      bypassed: false,
      flowing: true,
      from: 0,
      until: 60_000,
    },
    createRandom(2),
  )
  return list(only(media), 'streams').map(({ averageJitter }) => Number(averageJitter))
}

it('gives each medium its own port, counting up from the network’s port', () => {
  const [caller, callee] = [anEnd('good', 0), anEnd('poorWifi', 0)]
  const media = drawMedia(
    {
      caller,
      callee,
      modalities: ['audio', 'video', 'videoBasedScreenSharing'],
      sent: { callerToCallee: ['audio'], calleeToCaller: [] },
      bypassed: false,
      flowing: true,
      from: 0,
      until: 60_000,
    },
    createRandom(2),
  )
  const { port: first } = caller.attachment
  const { port: second } = callee.attachment
  expect(media).toMatchObject(
    [0, 1, 2].map((index) => ({ callerNetwork: { port: first + index }, calleeNetwork: { port: second + index } })),
  )
})

describe('a media stream between two networks', () => {
  const [mildest, severest] = NETWORK_PROFILE_FACTS.poorWifi.quality.jitterMs
  const middle = (mildest + severest) / 2

  it.each([
    ['of the caller', 1_000, 0],
    ['of the callee', 0, 1_000],
  ])('has the quality of the more severe network, that %s, when both have the same profile', (_, caller, callee) => {
    const jitters = jittersBetween(anEnd('poorWifi', caller), anEnd('poorWifi', callee))
    for (const jitter of jitters) expect(jitter).toBeGreaterThan(middle)
  })

  it('has mild jitter when both networks have the same profile and are mild', () => {
    for (const jitter of jittersBetween(anEnd('poorWifi', 0), anEnd('poorWifi', 0))) expect(jitter).toBeLessThan(middle)
  })

  it.each([
    ['of the caller', anEnd('poorWifi', 0), anEnd('good', 1_000)],
    ['of the callee', anEnd('good', 1_000), anEnd('poorWifi', 0)],
  ])(
    'has the quality of the network with the worse profile, that %s, however severe the other is',
    (_, caller, callee) => {
      for (const jitter of jittersBetween(caller, callee)) {
        expect(jitter).toBeGreaterThanOrEqual(mildest)
        expect(jitter).toBeLessThan(middle)
      }
    },
  )
})
