import type { CallRecords } from '@microsoft/microsoft-graph-types'

export type Connection = 'wifi' | 'mobile' | 'tunnel' | 'wired' | 'unknown'

export const CONNECTION_LABELS = {
  wifi: 'Wi-Fi',
  mobile: 'Mobile',
  tunnel: 'VPN',
  wired: 'Wired',
  unknown: 'Unknown',
} as const satisfies Readonly<Record<Connection, string>>

/** The most likely cause of poor quality first. */
export const CONNECTIONS = ['wifi', 'mobile', 'tunnel', 'wired', 'unknown'] as const satisfies readonly Connection[]

const BANDS: Readonly<Record<string, string>> = {
  frequency24GHz: '2.4 GHz',
  frequency50GHz: '5 GHz',
  frequency60GHz: '60 GHz',
}

/** Of the networks at both ends, the more likely cause of poor quality. */
export function weakestConnection(...networks: readonly (CallRecords.NetworkInfo | null | undefined)[]): Connection {
  const types = networks.map((network) => network?.connectionType)
  return CONNECTIONS.find((kind) => types.includes(kind)) ?? 'unknown'
}

/** `Wi-Fi 2.4 GHz, signal 24 %`. Undefined for an unknown connection. */
export function describeConnection(network: CallRecords.NetworkInfo | null | undefined): string | undefined {
  const kind = weakestConnection(network)
  if (!network || kind === 'unknown') return undefined
  const description = [CONNECTION_LABELS[kind], kind === 'wifi' && BANDS[network.wifiBand ?? '']]
    .filter(Boolean)
    .join(' ')
  return kind === 'wifi' && network.wifiSignalStrength != null
    ? `${description}, signal ${network.wifiSignalStrength} %`
    : description
}
