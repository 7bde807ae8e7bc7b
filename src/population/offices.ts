import type { NetworkProfile } from '../calls/steps.ts'

export interface Office {
  readonly name: string
  /** The network profiles of the people there, each with its relative frequency. */
  readonly networks: readonly (readonly [profile: NetworkProfile, weight: number])[]
  /** The percentage of failed calls among those that people there place. */
  readonly failPercent: number
}

const TYPICAL_NETWORKS = [
  ['good', 800],
  ['wifi', 143],
  ['mobile', 30],
  ['weakWifi', 16],
  ['congestedWifi', 5],
  ['lossy', 3],
  ['oneWayAudio', 3],
] as const

const HEADQUARTERS = { name: 'Headquarters', networks: TYPICAL_NETWORKS, failPercent: 2 } as const
const RESEARCH_PARK = { name: 'Research park', networks: TYPICAL_NETWORKS, failPercent: 2 } as const
/** Its Wi-Fi is poor, with too few access points for so much steel, but most calls are still acceptable. */
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

/** People are assigned to these offices in turn, so one person in ten has poor Wi-Fi. */
export const OFFICES = [
  ...[HEADQUARTERS, WAREHOUSE, HEADQUARTERS, RESEARCH_PARK, HOME],
  ...[HEADQUARTERS, RESEARCH_PARK, HEADQUARTERS, HOME, HEADQUARTERS],
] as const satisfies readonly Office[]

export function findOffice(name: string): Office {
  return OFFICES.find((office) => office.name === name) ?? HEADQUARTERS
}
