import type { NetworkProfile } from '../store/step.ts'

export interface Office {
  readonly name: string
  /** The networks that people there have, and how often against each other. */
  readonly networks: readonly (readonly [profile: NetworkProfile, weight: number])[]
  /** How many of a hundred calls of somebody there fail. */
  readonly failPercent: number
}

const FINE = [
  ['good', 84],
  ['wifi', 12],
  ['mobile', 2],
  ['lossy', 1],
  ['oneWayAudio', 1],
] as const

const HEADQUARTERS = { name: 'Headquarters', networks: FINE, failPercent: 2 } as const
const RESEARCH_PARK = { name: 'Research park', networks: FINE, failPercent: 2 } as const
/** Its Wi-Fi is bad. */
const WAREHOUSE = {
  name: 'Warehouse',
  networks: [
    ['poorWifi', 75],
    ['wifi', 15],
    ['mobile', 5],
    ['lossy', 5],
  ],
  failPercent: 8,
} as const
const HOME = {
  name: 'Home',
  networks: [
    ['wifi', 65],
    ['vpnRelay', 30],
    ['mobile', 5],
  ],
  failPercent: 3,
} as const

/** Where people sit, in turns: one of ten has bad Wi-Fi. */
export const OFFICES = [
  ...[HEADQUARTERS, WAREHOUSE, HEADQUARTERS, RESEARCH_PARK, HOME],
  ...[HEADQUARTERS, RESEARCH_PARK, HEADQUARTERS, HOME, HEADQUARTERS],
] as const satisfies readonly Office[]

export function officeNamed(name: string): Office {
  return OFFICES.find((office) => office.name === name) ?? HEADQUARTERS
}
