import type { NetworkProfile } from '../calls/steps.ts'

export interface Office {
  readonly name: string
  /** The networks that people there have, and how often against each other. */
  readonly networks: readonly (readonly [profile: NetworkProfile, weight: number])[]
  /** How many of a hundred calls of somebody there fail. */
  readonly failPercent: number
}

const FINE = [
  ['good', 800],
  ['wifi', 143],
  ['mobile', 30],
  ['weakWifi', 16],
  ['congestedWifi', 5],
  ['lossy', 3],
  ['oneWayAudio', 3],
] as const

const HEADQUARTERS = { name: 'Headquarters', networks: FINE, failPercent: 2 } as const
const RESEARCH_PARK = { name: 'Research park', networks: FINE, failPercent: 2 } as const
/** Its Wi-Fi is bad: too few access points for so much steel. Most calls get by. */
const WAREHOUSE = {
  name: 'Warehouse',
  networks: [
    ['weakWifi', 77],
    ['wifi', 12],
    ['poorWifi', 4],
    ['mobile', 5],
    ['congestedWifi', 2],
  ],
  failPercent: 8,
} as const
const HOME = {
  name: 'Home',
  networks: [
    ['wifi', 62],
    ['vpnRelay', 30],
    ['mobile', 5],
    ['weakWifi', 3],
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
