import type { NetworkProfile } from '../store/step.ts'

export interface Office {
  readonly name: string
  /** The networks that people there have, and how often against each other. */
  readonly networks: readonly (readonly [profile: NetworkProfile, weight: number])[]
  /** How many of a hundred calls of somebody there fail. */
  readonly failPercent: number
}

const FINE = [
  ['good', 80],
  ['wifi', 12],
  ['mobile', 5],
  ['lossy', 2],
  ['oneWayAudio', 1],
] as const

/** Where people sit, in turns. */
export const OFFICES = [
  { name: 'Headquarters', networks: FINE, failPercent: 2 },
  {
    name: 'Warehouse',
    // Its Wi-Fi is bad.
    networks: [
      ['poorWifi', 85],
      ['mobile', 10],
      ['lossy', 5],
    ],
    failPercent: 8,
  },
  { name: 'Headquarters', networks: FINE, failPercent: 2 },
  { name: 'Research park', networks: FINE, failPercent: 2 },
  {
    name: 'Home',
    networks: [
      ['wifi', 60],
      ['vpnRelay', 30],
      ['mobile', 10],
    ],
    failPercent: 3,
  },
] as const satisfies readonly [Office, ...Office[]]

export function officeNamed(name: string): Office {
  return OFFICES.find((office) => office.name === name) ?? OFFICES[0]
}
