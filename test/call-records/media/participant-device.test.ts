import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLIENTS, CLIENTS_BY_IDENTITY } from '../../../src/call-records/media/clients.ts'
import { NETWORK_PROFILE_FACTS } from '../../../src/call-records/media/network-profiles.ts'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import { NETWORK_PROFILES, type NetworkProfile } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import type { JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, aRecordRow, list, member, only } from '../sample-call.ts'

const someProfiles = fc.subarray([...NETWORK_PROFILES])

/** What Abbie called with, and her network in each segment, when her network changed every five seconds. */
function equipmentOver(profiles: readonly NetworkProfile[], seed: number) {
  const happened = profiles.map((profile, index) => ({
    at: index * 5_000,
    did: 'network' as const,
    participantId: abbie.id,
    profile,
  }))
  const session = only(list(buildCallRecord(aRecordRow({ happened }), createRandom(seed)), 'sessions'))
  const media = list(session, 'segments').map((segment) => only(list(segment, 'media')))
  return {
    platform: String(member(member(session, 'callee'), 'userAgent').platform),
    networks: media.map((medium) => member(medium, 'calleeNetwork')),
    devices: media.map((medium) => member(medium, 'calleeDevice')),
  }
}

describe('what somebody calls with', () => {
  it('can have all the networks that the history names', () => {
    fc.assert(
      fc.property(someProfiles, fc.integer(), (profiles, seed) => {
        const { platform, networks } = equipmentOver(profiles, seed)
        const client = Object.values(CLIENTS).find(
          ({ userAgent }) => 'platform' in userAgent && userAgent.platform === platform,
        )
        expect(networks).toHaveLength(Math.max(1, profiles.length))
        for (const [index, { connectionType }] of networks.entries()) {
          const { connections } = NETWORK_PROFILE_FACTS[profiles[index] ?? 'good']
          expect(connections).toContain(connectionType)
          expect(client?.connections).toContain(connectionType)
        }
      }),
    )
  })

  it('is on the move with a mobile phone only, on a wire at a desk only', () => {
    fc.assert(
      fc.property(someProfiles, fc.integer(), (profiles, seed) => {
        const { platform, networks } = equipmentOver(profiles, seed)
        for (const { connectionType } of networks) {
          if (connectionType === 'mobile') expect(['iOS', 'android']).toContain(platform)
          if (connectionType === 'wired') expect(['iOS', 'android']).not.toContain(platform)
          if (platform === 'ipPhone') expect(connectionType).toBe('wired')
        }
      }),
    )
  })

  it('has Wi-Fi facts on Wi-Fi only, and nothing of a relay unless there is one', () => {
    fc.assert(
      fc.property(someProfiles, fc.integer(), (profiles, seed) => {
        const { networks } = equipmentOver(profiles, seed)
        for (const [index, network] of networks.entries()) {
          const onWifi = network.connectionType === 'wifi'
          expect([network.wifiBand !== 'unknown', network.wifiRadioType !== 'unknown']).toEqual([onWifi, onWifi])
          for (const name of ['wifiChannel', 'wifiSignalStrength', 'basicServiceSetIdentifier']) {
            expect([name, name in network]).toEqual([name, onWifi])
          }
          expect('relayIPAddress' in network).toBe(profiles[index] === 'vpnRelay')
          expect(network.traceRouteHops).toEqual([])
        }
      }),
    )
  })

  it('stays connected where it can, and comes back to the same place', () => {
    const { networks } = equipmentOver(['wifi', 'mobile', 'poorWifi', 'lossy'], 5)
    const places = networks.map(
      ({ ipAddress, basicServiceSetIdentifier }) => `${ipAddress} ${basicServiceSetIdentifier}`,
    )
    expect(places[2]).toBe(places[0])
    expect(places[3]).toBe(places[0])
    expect(places[1]).not.toBe(places[0])
    const stayed = equipmentOver(['mobile', 'lossy'], 5).networks.map(({ ipAddress }) => ipAddress)
    expect(stayed[1]).toBe(stayed[0])
  })

  it('has the same microphone throughout', () => {
    fc.assert(
      fc.property(someProfiles, fc.integer(), (profiles, seed) => {
        const names = equipmentOver(profiles, seed).devices.map(({ captureDeviceName }) => captureDeviceName)
        expect(new Set(names).size).toBe(1)
      }),
    )
  })

  it('is drawn: a desk phone for some, a mobile for others, and never a bot for a person', () => {
    const seen = new Set(Array.from({ length: 200 }, (_, seed) => equipmentOver([], seed).platform))
    expect([...seen].sort()).toEqual(['android', 'iOS', 'ipPhone', 'macOS', 'web', 'windows'])
  })

  it('finds a common codec for any two that can talk', () => {
    const names = new Set(Object.values(CLIENTS_BY_IDENTITY).flat())
    for (const one of names) {
      for (const other of names) {
        expect(CLIENTS[one].audioCodecs.some((codec) => CLIENTS[other].audioCodecs.includes(codec))).toBe(true)
      }
    }
  })
})

describe('a service', () => {
  it('is wired in a data centre, and has no microphone', () => {
    const session: JsonObject = only(list(buildCallRecord(aRecordRow(), createRandom(7)), 'sessions'))
    const media = only(list(only(list(session, 'segments')), 'media'))
    expect(media.callerNetwork).toMatchObject({
      connectionType: 'wired',
      wifiBand: 'unknown',
      wifiRadioType: 'unknown',
    })
    expect(media.callerDevice).not.toHaveProperty('captureDeviceName')
  })
})
