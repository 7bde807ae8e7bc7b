import type { Connection } from './network-profiles.ts'

/** The machine that a client runs on. A name that ends in a hyphen is completed with a drawn serial number. */
export interface Machine {
  readonly name: string
  readonly cpuName: string
  readonly cores: number
  readonly mhz: number
}

export interface AudioDevice {
  readonly capture: string
  readonly render: string
  readonly driver?: string
}

export interface WifiAdapter {
  readonly name: string
  readonly version: string
}

/** What call records show of a client or service: combinations that occur together. */
export interface ClientFacts {
  readonly userAgent:
    | { readonly platform: string; readonly productFamily: string; readonly agent: number; readonly version: string }
    | { readonly role: string }
  /** In order of preference. */
  readonly connections: readonly [Connection, ...Connection[]]
  /** In order of preference. Two ends use the first codec that both support. */
  readonly audioCodecs: readonly string[]
  /** Absent for browsers and services, which do not reveal their machine. */
  readonly machines?: readonly Machine[]
  /** Absent for services, which have no microphone or loudspeaker. */
  readonly audioDevices?: readonly AudioDevice[]
  /** Absent where the operating system does not reveal the adapter. */
  readonly wifiAdapter?: WifiAdapter
  readonly battery?: true
}

export type ClientName =
  | 'windows'
  | 'macOS'
  | 'web'
  | 'iOS'
  | 'android'
  | 'ipPhone'
  | 'acsWeb'
  | 'bot'
  | 'gateway'
  | 'mediation'
  | 'conference'

const TEAMS_CODECS = ['satin', 'silkWide', 'g722', 'pcmu'] as const
const BROWSER: Omit<ClientFacts, 'userAgent'> = {
  connections: ['wifi', 'wired', 'tunnel'],
  audioCodecs: ['opus', 'g722', 'pcmu'],
  audioDevices: [{ capture: 'Default input device', render: 'Default output device' }],
}

/**
 * Clients and services by name. The devices, drivers and versions are plausible examples, not taken from Microsoft.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-clientuseragent
 */
export const CLIENTS: Readonly<Record<ClientName, ClientFacts>> = {
  windows: {
    userAgent: { platform: 'windows', productFamily: 'teams', agent: 49, version: '26033.600.4339.5819' },
    connections: ['wired', 'wifi', 'tunnel'],
    audioCodecs: TEAMS_CODECS,
    machines: [
      { name: 'DESKTOP-', cpuName: 'Intel(R) Core(TM) i7-10700 CPU @ 2.90GHz', cores: 16, mhz: 2_904 },
      { name: 'LAPTOP-', cpuName: 'AMD Ryzen 7 PRO 6850U', cores: 16, mhz: 2_696 },
    ],
    audioDevices: [
      {
        capture: 'Microphone (Jabra Evolve2 65)',
        render: 'Speakers (Jabra Evolve2 65)',
        driver: 'Microsoft: 10.0.22621',
      },
      { capture: 'Microphone Array (Realtek Audio)', render: 'Speakers (Realtek Audio)', driver: 'Realtek: 6.0.9652' },
    ],
    wifiAdapter: { name: 'Intel(R) Wi-Fi 6 AX201 160MHz', version: '22.250.1.2' },
    battery: true,
  },
  macOS: {
    userAgent: { platform: 'macOS', productFamily: 'teams', agent: 50, version: '26033.600.4339.5819' },
    connections: ['wifi', 'wired', 'tunnel'],
    audioCodecs: TEAMS_CODECS,
    machines: [{ name: 'MacBook-Pro-', cpuName: 'Apple M2 Pro', cores: 10, mhz: 3_500 }],
    audioDevices: [
      { capture: 'MacBook Pro Microphone', render: 'MacBook Pro Speakers' },
      { capture: 'AirPods Pro', render: 'AirPods Pro' },
    ],
    battery: true,
  },
  web: {
    ...BROWSER,
    userAgent: { platform: 'web', productFamily: 'teams', agent: 1415, version: '26021506117' },
  },
  iOS: {
    userAgent: { platform: 'iOS', productFamily: 'teams', agent: 30, version: '7.19.0.2025205104' },
    connections: ['wifi', 'mobile', 'tunnel'],
    audioCodecs: TEAMS_CODECS,
    machines: [{ name: 'iPhone15,2', cpuName: 'Apple A16', cores: 6, mhz: 3_460 }],
    audioDevices: [
      { capture: 'iPhone Microphone', render: 'Receiver' },
      { capture: 'AirPods Pro', render: 'AirPods Pro' },
    ],
    battery: true,
  },
  android: {
    userAgent: { platform: 'android', productFamily: 'teams', agent: 29, version: '1449/1.0.0.2025205202' },
    connections: ['wifi', 'mobile', 'tunnel'],
    audioCodecs: TEAMS_CODECS,
    machines: [{ name: 'SM-S911B', cpuName: 'Qualcomm SM8550', cores: 8, mhz: 3_360 }],
    audioDevices: [{ capture: 'Built-in microphone', render: 'Earpiece' }],
    battery: true,
  },
  ipPhone: {
    userAgent: { platform: 'ipPhone', productFamily: 'teams', agent: 42, version: '1449/1.0.94.2025165302' },
    connections: ['wired'],
    audioCodecs: ['silkWide', 'g722', 'pcmu'],
    machines: [{ name: 'Poly CCX 500', cpuName: 'ARMv8 Processor rev 4', cores: 4, mhz: 1_800 }],
    audioDevices: [{ capture: 'Handset', render: 'Handset' }],
  },
  acsWeb: {
    ...BROWSER,
    userAgent: { platform: 'web', productFamily: 'azureCommunicationServices', agent: 1415, version: '1.31.2' },
  },
  bot: { userAgent: { role: 'customBot' }, connections: ['wired'], audioCodecs: ['silkWide', 'g722', 'opus', 'pcmu'] },
  gateway: { userAgent: { role: 'gateway' }, connections: ['wired'], audioCodecs: ['pcmu', 'pcma'] },
  mediation: {
    userAgent: { role: 'mediationServer' },
    connections: ['wired'],
    audioCodecs: [...TEAMS_CODECS, 'opus', 'pcma'],
  },
  conference: {
    userAgent: { role: 'mediaController' },
    connections: ['wired'],
    audioCodecs: [...TEAMS_CODECS, 'opus'],
  },
}

/** The clients of a participant by kind of identity. Listing a client more often makes it more likely. */
export const CLIENTS_BY_IDENTITY: Readonly<Record<string, readonly [ClientName, ...ClientName[]]>> = {
  user: ['windows', 'windows', 'windows', 'macOS', 'iOS', 'android', 'web', 'ipPhone'],
  guest: ['web'],
  phone: ['gateway'],
  application: ['bot'],
  applicationInstance: ['bot'],
  azureCommunicationServicesUser: ['acsWeb'],
}
