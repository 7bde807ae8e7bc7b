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

/** Abbie's platform, and her network and devices in each segment, when her network changes every five seconds. */
function deviceWithNetworks(profiles: readonly NetworkProfile[], seed: number) {
  const entries = profiles.map((profile, index) => ({
    at: index * 5_000,
    did: 'network' as const,
    participantId: abbie.id,
    profile,
  }))
  const session = only(list(buildCallRecord(aRecordRow({ entries }), createRandom(seed)), 'sessions'))
  const media = list(session, 'segments').map((segment) => only(list(segment, 'media')))
  return {
    platform: String(member(member(session, 'callee'), 'userAgent').platform),
    networks: media.map((medium) => member(medium, 'calleeNetwork')),
    devices: media.map((medium) => member(medium, 'calleeDevice')),
  }
}

describe('a participant’s device', () => {
  it('supports all networks of the call', () => {
    fc.assert(
      fc.property(someProfiles, fc.integer(), (profiles, seed) => {
        const { platform, networks } = deviceWithNetworks(profiles, seed)
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

  it('uses mobile networks only on phones, and wired networks never on phones', () => {
    fc.assert(
      fc.property(someProfiles, fc.integer(), (profiles, seed) => {
        const { platform, networks } = deviceWithNetworks(profiles, seed)
        for (const { connectionType } of networks) {
          if (connectionType === 'mobile') expect(['iOS', 'android']).toContain(platform)
          if (connectionType === 'wired') expect(['iOS', 'android']).not.toContain(platform)
          if (platform === 'ipPhone') expect(connectionType).toBe('wired')
        }
      }),
    )
  })

  it('reports Wi-Fi details only on Wi-Fi, and a relay only if media pass through one', () => {
    fc.assert(
      fc.property(someProfiles, fc.integer(), (profiles, seed) => {
        const { networks } = deviceWithNetworks(profiles, seed)
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

  it('stays on its connection type while the profile allows it, and reconnects to the same network', () => {
    const { networks } = deviceWithNetworks(['wifi', 'mobile', 'poorWifi', 'lossy'], 5)
    const networkIds = networks.map(
      ({ ipAddress, basicServiceSetIdentifier }) => `${ipAddress} ${basicServiceSetIdentifier}`,
    )
    expect(networkIds[2]).toBe(networkIds[0])
    expect(networkIds[3]).toBe(networkIds[0])
    expect(networkIds[1]).not.toBe(networkIds[0])
    const addresses = deviceWithNetworks(['mobile', 'lossy'], 5).networks.map(({ ipAddress }) => ipAddress)
    expect(addresses[1]).toBe(addresses[0])
  })

  it('keeps the same microphone for the whole call', () => {
    fc.assert(
      fc.property(someProfiles, fc.integer(), (profiles, seed) => {
        const names = deviceWithNetworks(profiles, seed).devices.map(({ captureDeviceName }) => captureDeviceName)
        expect(new Set(names).size).toBe(1)
      }),
    )
  })

  it('can be any of the six platforms', () => {
    const seen = new Set(Array.from({ length: 200 }, (_, seed) => deviceWithNetworks([], seed).platform))
    expect([...seen].sort()).toEqual(['android', 'iOS', 'ipPhone', 'macOS', 'web', 'windows'])
  })

  it('shares an audio codec with every other client', () => {
    const names = new Set(Object.values(CLIENTS_BY_IDENTITY).flat())
    for (const one of names) {
      for (const other of names) {
        expect(CLIENTS[one].audioCodecs.some((codec) => CLIENTS[other].audioCodecs.includes(codec))).toBe(true)
      }
    }
  })
})

describe('a service’s device', () => {
  it('has a wired network and no microphone', () => {
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
