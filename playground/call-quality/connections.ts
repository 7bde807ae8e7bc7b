import type { CallRecords } from '@microsoft/microsoft-graph-types'

export type Connection = 'wifi' | 'mobile' | 'tunnel' | 'wired' | 'unknown'

/** The likeliest to be at fault first. */
export const CONNECTIONS = {
  wifi: 'Wi-Fi',
  mobile: 'Mobile',
  tunnel: 'VPN',
  wired: 'Wired',
  unknown: 'Unknown',
} as const satisfies Readonly<Record<Connection, string>>

export const CONNECTION_KINDS = [
  'wifi',
  'mobile',
  'tunnel',
  'wired',
  'unknown',
] as const satisfies readonly Connection[]

const BANDS: Readonly<Record<string, string>> = {
  frequency24GHz: '2.4 GHz',
  frequency50GHz: '5 GHz',
  frequency60GHz: '60 GHz',
}

/** Of the networks at both ends, the one that is likelier to be at fault. */
export function weakestOf(...networks: readonly (CallRecords.NetworkInfo | null | undefined)[]): Connection {
  const there = networks.map((network) => network?.connectionType)
  return CONNECTION_KINDS.find((kind) => there.includes(kind)) ?? 'unknown'
}

/** `Wi-Fi 2.4 GHz, signal 24 %`. Nothing of what is not known. */
export function toConnectionWords(network: CallRecords.NetworkInfo | null | undefined): string | undefined {
  const kind = weakestOf(network)
  if (!network || kind === 'unknown') return undefined
  const named = [CONNECTIONS[kind], kind === 'wifi' && BANDS[network.wifiBand ?? '']].filter(Boolean).join(' ')
  return kind === 'wifi' && network.wifiSignalStrength != null
    ? `${named}, signal ${network.wifiSignalStrength} %`
    : named
}
