import { drawText } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { ClientFacts } from './clients.ts'
import { drawMetric, PER_MILLE } from './draw-metric.ts'
import type { Connection, NetworkPath, NetworkProfileFacts } from './network-profiles.ts'

/** The part of networkInfo that stays the same for as long as an endpoint is connected: addresses, adapter, radio. */
export interface NetworkAttachment {
  readonly port: number
  readonly isWifi: boolean
  readonly facts: JsonObject
}

export function drawNetworkAttachment(client: ClientFacts, connection: Connection, random: Random): NetworkAttachment {
  const facts =
    'role' in client.userAgent ? drawServiceAttachment(random) : drawClientAttachment(client, connection, random)
  return {
    port: random.int(50_000, 50_059),
    isWifi: connection === 'wifi',
    facts: { connectionType: connection, ...facts },
  }
}

/** A network that a device is connected to. */
export interface DeviceNetwork {
  readonly profile: NetworkProfileFacts
  readonly attachment: NetworkAttachment
  /** How severely the network affects this leg, in thousandths. */
  readonly severity: number
}

/**
 * Draws what an endpoint reports about its network in one segment.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-networkinfo
 */
export function drawNetworkInfo({ profile, attachment, severity }: DeviceNetwork, random: Random): JsonObject {
  const share = ({ quality }: NetworkPath = profile) => drawMetric(random, quality.eventsPerMille, severity) / PER_MILLE
  return {
    ...attachment.facts,
    port: attachment.port,
    networkTransportProtocol: profile.transport,
    ...(profile.relayed && { relayIPAddress: drawServiceAddress(random), relayPort: random.int(3_478, 3_481) }),
    ...(attachment.isWifi && { wifiSignalStrength: drawMetric(random, profile.signalPercent, severity) }),
    sentQualityEventRatio: share(profile.upload),
    receivedQualityEventRatio: share(),
    delayEventRatio: share(),
    bandwidthLowEventRatio: share(),
    traceRouteHops: [],
  }
}

/** Graph's documentation shows this number for an unknown speed. */
const UNKNOWN_SPEED = 4_294_967_295
/** Some operating systems report this address instead of the real one. */
const MASKED_MAC = '02:00:00:00:00:00'
const NO_WIFI = { wifiBand: 'unknown', wifiRadioType: 'unknown' }

function drawServiceAttachment(random: Random): JsonObject {
  return { ipAddress: drawServiceAddress(random), linkSpeed: UNKNOWN_SPEED, ...NO_WIFI }
}

function drawClientAttachment(client: ClientFacts, connection: Connection, random: Random): JsonObject {
  const { prefix, speeds, dnsSuffix } = ADDRESS_PLANS[connection]
  const subnet = `${prefix}.${random.int(0, 254)}`
  return {
    ipAddress: `${subnet}.${random.int(2, 254)}`,
    subnet: `${subnet}.0`,
    // From a range reserved for documentation.
    reflexiveIPAddress: `203.0.113.${random.int(1, 254)}`,
    dnsSuffix,
    linkSpeed: random.pick(speeds),
    macAddress: client.wifiAdapter ? drawMac(random) : MASKED_MAC,
    ...(connection === 'wifi' ? drawWifi(client, random) : NO_WIFI),
  }
}

const ADDRESS_PLANS = {
  wired: { prefix: '10.150', speeds: [1_000_000_000, 1_000_000_000, 2_500_000_000], dnsSuffix: 'corp.contoso.com' },
  // Replaced by the speed of the radio.
  wifi: { prefix: '192.168', speeds: [UNKNOWN_SPEED], dnsSuffix: null },
  mobile: { prefix: '100.72', speeds: [UNKNOWN_SPEED], dnsSuffix: null },
  tunnel: { prefix: '172.20', speeds: [100_000_000, UNKNOWN_SPEED], dnsSuffix: 'vpn.contoso.com' },
} as const satisfies Record<Connection, { prefix: string; speeds: readonly number[]; dnsSuffix: string | null }>

/** Wi-Fi standards with their bands, channels and link speeds. */
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

/** A locally administered address, which belongs to no vendor. */
function drawMac(random: Random): string {
  const pairs = Array.from({ length: 5 }, () => drawText(random, '0123456789abcdef', 2))
  return ['06', ...pairs].join(':')
}

/** An address in Microsoft's network. */
function drawServiceAddress(random: Random): string {
  return `52.114.${random.int(64, 255)}.${random.int(1, 254)}`
}
