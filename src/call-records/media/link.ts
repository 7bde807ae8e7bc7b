import { drawText } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { ClientFacts } from './clients.ts'
import { drawMeasure, PER_MILLE } from './draw.ts'
import type { Connection, NetworkProfileFacts, NetworkWay } from './network-profiles.ts'

/** What stays the same while an endpoint is connected in one way: addresses, adapter, radio. Members of networkInfo. */
export interface Link {
  readonly port: number
  readonly isWifi: boolean
  readonly facts: JsonObject
}

export function drawLink(client: ClientFacts, connection: Connection, random: Random): Link {
  const facts = 'role' in client.userAgent ? drawServiceLink(random) : drawClientLink(client, connection, random)
  return {
    port: random.int(50_000, 50_059),
    isWifi: connection === 'wifi',
    facts: { connectionType: connection, ...facts },
  }
}

/**
 * Draws what an endpoint reports of its network in one segment.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-networkinfo
 */
export function drawNetworkInfo(
  { profile, link, severity }: { profile: NetworkProfileFacts; link: Link; severity: number },
  random: Random,
): JsonObject {
  const share = ({ quality }: NetworkWay = profile) => drawMeasure(random, quality.eventsPerMille, severity) / PER_MILLE
  return {
    ...link.facts,
    port: link.port,
    networkTransportProtocol: profile.transport,
    ...(profile.relayed && { relayIPAddress: drawRelay(random), relayPort: random.int(3_478, 3_481) }),
    ...(link.isWifi && { wifiSignalStrength: drawMeasure(random, profile.signalPercent, severity) }),
    sentQualityEventRatio: share(profile.upload),
    receivedQualityEventRatio: share(),
    delayEventRatio: share(),
    bandwidthLowEventRatio: share(),
    traceRouteHops: [],
  }
}

/** What the documentation shows for a speed that is not known. */
const UNKNOWN_SPEED = 4_294_967_295
/** What operating systems tell instead of the real address. */
const MASKED_MAC = '02:00:00:00:00:00'
const NO_WIFI = { wifiBand: 'unknown', wifiRadioType: 'unknown' }

/** A service in Microsoft's network. */
function drawServiceLink(random: Random): JsonObject {
  return { ipAddress: drawRelay(random), linkSpeed: UNKNOWN_SPEED, ...NO_WIFI }
}

function drawClientLink(client: ClientFacts, connection: Connection, random: Random): JsonObject {
  const { net, speeds, dnsSuffix } = NETS[connection]
  const subnet = `${net}.${random.int(0, 254)}`
  return {
    ipAddress: `${subnet}.${random.int(2, 254)}`,
    subnet: `${subnet}.0`,
    // An address of the range that is kept for documentation.
    reflexiveIPAddress: `203.0.113.${random.int(1, 254)}`,
    dnsSuffix,
    linkSpeed: random.pick(speeds),
    macAddress: client.wifiAdapter ? drawMac(random) : MASKED_MAC,
    ...(connection === 'wifi' ? drawWifi(client, random) : NO_WIFI),
  }
}

const NETS = {
  wired: { net: '10.150', speeds: [1_000_000_000, 1_000_000_000, 2_500_000_000], dnsSuffix: 'corp.contoso.com' },
  // The radio tells the speed.
  wifi: { net: '192.168', speeds: [UNKNOWN_SPEED], dnsSuffix: null },
  mobile: { net: '100.72', speeds: [UNKNOWN_SPEED], dnsSuffix: null },
  tunnel: { net: '172.20', speeds: [100_000_000, UNKNOWN_SPEED], dnsSuffix: 'vpn.contoso.com' },
} as const satisfies Record<Connection, { net: string; speeds: readonly number[]; dnsSuffix: string | null }>

/** Radios with the bands, channels and speeds they have. */
const RADIOS = [
  { wifiRadioType: 'wifi80211n', wifiBand: 'frequency24GHz', channels: [1, 6, 11], linkSpeed: 144_400_000 },
  { wifiRadioType: 'wifi80211ax', wifiBand: 'frequency24GHz', channels: [1, 6, 11], linkSpeed: 286_800_000 },
  { wifiRadioType: 'wifi80211ac', wifiBand: 'frequency50GHz', channels: [36, 44, 52, 149], linkSpeed: 866_700_000 },
  { wifiRadioType: 'wifi80211ax', wifiBand: 'frequency50GHz', channels: [36, 48, 100, 157], linkSpeed: 1_201_000_000 },
] as const

function drawWifi({ wifiAdapter, battery }: ClientFacts, random: Random): JsonObject {
  const { channels, ...radio } = random.pick(RADIOS)
  return {
    ...radio,
    wifiChannel: random.pick<number>(channels),
    basicServiceSetIdentifier: drawMac(random),
    ...(battery && { wifiBatteryCharge: random.int(20, 100) }),
    ...(wifiAdapter && {
      wifiMicrosoftDriver: 'Microsoft',
      wifiMicrosoftDriverVersion: '10.0.22621.1',
      wifiVendorDriver: wifiAdapter.name,
      wifiVendorDriverVersion: wifiAdapter.version,
    }),
  }
}

/** A locally administered address: no maker's. */
function drawMac(random: Random): string {
  const pairs = Array.from({ length: 5 }, () => drawText(random, '0123456789abcdef', 2))
  return ['06', ...pairs].join(':')
}

function drawRelay(random: Random): string {
  return `52.114.${random.int(64, 255)}.${random.int(1, 254)}`
}
