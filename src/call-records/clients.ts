import type { Connection } from './network-profiles.ts'

/** The machine a client runs on. A name that ends in a hyphen is completed by a drawn serial. */
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

/** What a client, or a service, can be seen with in call records: parts that go together. */
export interface ClientFacts {
  readonly userAgent:
    | {
        readonly platform: string
        readonly productFamily: string
        readonly agent: number
        readonly versions: readonly string[]
      }
    | { readonly role: string }
  /** The connections it has, the likeliest first. */
  readonly connections: readonly [Connection, ...Connection[]]
  /** In order of preference; two ends speak the first that both know. */
  readonly audioCodecs: readonly string[]
  readonly machines: readonly Machine[]
  readonly audioDevices: readonly AudioDevice[]
  /** Named where the operating system tells. */
  readonly wifiAdapters?: readonly WifiAdapter[]
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
  | 'conference'

const TEAMS_CODECS = ['satin', 'silkWide', 'g722', 'pcmu'] as const
const DESK_VERSIONS = ['26033.600.4339.5819', '25306.804.4102.7193', '25275.2601.4003.2421'] as const

/**
 * Clients and services by name. Devices, drivers and versions are plausible, not Microsoft's word.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-clientuseragent
 */
export const CLIENTS: Readonly<Record<ClientName, ClientFacts>> = {
  windows: {
    userAgent: { platform: 'windows', productFamily: 'teams', agent: 49, versions: DESK_VERSIONS },
    connections: ['wired', 'wifi', 'tunnel'],
    audioCodecs: TEAMS_CODECS,
    machines: [
      { name: 'DESKTOP-', cpuName: 'Intel(R) Core(TM) i7-10700 CPU @ 2.90GHz', cores: 16, mhz: 2_904 },
      { name: 'LAPTOP-', cpuName: '11th Gen Intel(R) Core(TM) i5-1145G7 @ 2.60GHz', cores: 8, mhz: 2_611 },
      { name: 'LAPTOP-', cpuName: 'AMD Ryzen 7 PRO 6850U with Radeon Graphics', cores: 16, mhz: 2_696 },
    ],
    audioDevices: [
      {
        capture: 'Microphone (Jabra Evolve2 65)',
        render: 'Speakers (Jabra Evolve2 65)',
        driver: 'Microsoft: 10.0.22621.3733',
      },
      {
        capture: 'Microphone Array (Realtek(R) Audio)',
        render: 'Speakers (Realtek(R) Audio)',
        driver: 'Realtek: 6.0.9652.1',
      },
      {
        capture: 'Headset Microphone (Poly BT700)',
        render: 'Headset Earphone (Poly BT700)',
        driver: 'Microsoft: 10.0.22621.3733',
      },
    ],
    wifiAdapters: [
      { name: 'Intel(R) Wi-Fi 6 AX201 160MHz', version: '22.250.1.2' },
      { name: 'Intel(R) Wi-Fi 6E AX211 160MHz', version: '23.60.1.2' },
    ],
    battery: true,
  },
  macOS: {
    userAgent: { platform: 'macOS', productFamily: 'teams', agent: 50, versions: DESK_VERSIONS },
    connections: ['wifi', 'wired', 'tunnel'],
    audioCodecs: TEAMS_CODECS,
    machines: [
      { name: 'MacBook-Pro-', cpuName: 'Apple M2 Pro', cores: 10, mhz: 3_500 },
      { name: 'MacBook-Air-', cpuName: 'Apple M1', cores: 8, mhz: 3_200 },
    ],
    audioDevices: [
      { capture: 'MacBook Pro Microphone', render: 'MacBook Pro Speakers' },
      { capture: 'AirPods Pro', render: 'AirPods Pro' },
    ],
    battery: true,
  },
  web: {
    userAgent: { platform: 'web', productFamily: 'teams', agent: 1415, versions: ['26021506117', '25110206021'] },
    connections: ['wifi', 'wired', 'tunnel'],
    audioCodecs: ['opus', 'g722', 'pcmu'],
    machines: [],
    audioDevices: [{ capture: 'Default input device', render: 'Default output device' }],
  },
  iOS: {
    userAgent: {
      platform: 'iOS',
      productFamily: 'teams',
      agent: 30,
      versions: ['7.19.0.2025205104', '7.16.1.2025162101'],
    },
    connections: ['wifi', 'mobile', 'tunnel'],
    audioCodecs: TEAMS_CODECS,
    machines: [
      { name: 'iPhone15,2', cpuName: 'Apple A16', cores: 6, mhz: 3_460 },
      { name: 'iPhone16,1', cpuName: 'Apple A17', cores: 6, mhz: 3_780 },
    ],
    audioDevices: [
      { capture: 'iPhone Microphone', render: 'Receiver' },
      { capture: 'AirPods Pro', render: 'AirPods Pro' },
    ],
    battery: true,
  },
  android: {
    userAgent: {
      platform: 'android',
      productFamily: 'teams',
      agent: 29,
      versions: ['1449/1.0.0.2025205202', '1416/1.0.0.2025164602'],
    },
    connections: ['wifi', 'mobile', 'tunnel'],
    audioCodecs: TEAMS_CODECS,
    machines: [
      { name: 'SM-S911B', cpuName: 'Qualcomm SM8550', cores: 8, mhz: 3_360 },
      { name: 'Pixel 8', cpuName: 'Google Tensor G3', cores: 9, mhz: 2_910 },
    ],
    audioDevices: [{ capture: 'Built-in microphone', render: 'Earpiece' }],
    battery: true,
  },
  ipPhone: {
    userAgent: { platform: 'ipPhone', productFamily: 'teams', agent: 42, versions: ['1449/1.0.94.2025165302'] },
    connections: ['wired'],
    audioCodecs: ['silkWide', 'g722', 'pcmu'],
    machines: [{ name: 'Poly CCX 500', cpuName: 'ARMv8 Processor rev 4 (v8l)', cores: 4, mhz: 1_800 }],
    audioDevices: [{ capture: 'Handset', render: 'Handset' }],
  },
  acsWeb: {
    userAgent: { platform: 'web', productFamily: 'azureCommunicationServices', agent: 1415, versions: ['1.31.2'] },
    connections: ['wifi', 'wired', 'tunnel'],
    audioCodecs: ['opus', 'g722', 'pcmu'],
    machines: [],
    audioDevices: [{ capture: 'Default input device', render: 'Default output device' }],
  },
  bot: {
    userAgent: { role: 'customBot' },
    connections: ['wired'],
    audioCodecs: ['silkWide', 'g722', 'opus', 'pcmu'],
    machines: [],
    audioDevices: [],
  },
  gateway: {
    userAgent: { role: 'gateway' },
    connections: ['wired'],
    audioCodecs: ['pcmu', 'pcma'],
    machines: [],
    audioDevices: [],
  },
  conference: {
    userAgent: { role: 'mediaController' },
    connections: ['wired'],
    audioCodecs: [...TEAMS_CODECS, 'opus'],
    machines: [],
    audioDevices: [],
  },
}

/** What a participant calls with, by the kind of identity. A client that is named more often is likelier. */
export const CLIENTS_OF: Readonly<Record<string, readonly [ClientName, ...ClientName[]]>> = {
  user: ['windows', 'windows', 'windows', 'macOS', 'iOS', 'android', 'web', 'ipPhone'],
  guest: ['web'],
  phone: ['gateway'],
  application: ['bot'],
  applicationInstance: ['bot'],
  azureCommunicationServicesUser: ['acsWeb'],
}
