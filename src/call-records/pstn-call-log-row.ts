import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import { drawGuid } from './draw.ts'
import { drawOwnNumber, type PstnLeg, toLogUser, toPstnLegs } from './pstn-leg.ts'

/**
 * Tells which trunk (a host name) connects a phone number. Numbers without a trunk belong to a calling plan.
 * @see https://learn.microsoft.com/microsoftteams/direct-routing-landing-page
 */
export type TrunkOf = (number: string) => string | undefined

/**
 * The log rows that a call's phones leave with the calling plan: those that no trunk connects.
 * @param random Forked for the record's id.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-pstncalllogrow
 */
export function toPstnCallLogRows(row: CallRecordRow, trunkOf: TrunkOf, random: Random): JsonObject[] {
  return toPstnLegs(row)
    .filter(({ number }) => trunkOf(number) === undefined)
    .map((leg) => drawRow(leg, random))
}

/** Where the emulated tenant is. */
const HOME = 'US'

/** Countries by the prefix of their numbers, with what a minute costs in thousandths of a dollar. The prices are made up. */
const COUNTRIES = [
  { prefix: '+1', code: 'US', name: 'United States', perMinute: 13 },
  { prefix: '+31', code: 'NL', name: 'Netherlands', perMinute: 41 },
  { prefix: '+33', code: 'FR', name: 'France', perMinute: 37 },
  { prefix: '+34', code: 'ES', name: 'Spain', perMinute: 35 },
  { prefix: '+39', code: 'IT', name: 'Italy', perMinute: 44 },
  { prefix: '+41', code: 'CH', name: 'Switzerland', perMinute: 52 },
  { prefix: '+43', code: 'AT', name: 'Austria', perMinute: 49 },
  { prefix: '+44', code: 'GB', name: 'United Kingdom', perMinute: 22 },
  { prefix: '+46', code: 'SE', name: 'Sweden', perMinute: 30 },
  { prefix: '+49', code: 'DE', name: 'Germany', perMinute: 24 },
  { prefix: '+55', code: 'BR', name: 'Brazil', perMinute: 96 },
  { prefix: '+61', code: 'AU', name: 'Australia', perMinute: 58 },
  { prefix: '+81', code: 'JP', name: 'Japan', perMinute: 71 },
  { prefix: '+91', code: 'IN', name: 'India', perMinute: 64 },
] as const
const ELSEWHERE = { code: null, name: null, perMinute: 150 } as const

function drawRow(leg: PstnLeg, random: Random): JsonObject {
  const { number, outbound, other, from, until } = leg
  const own = drawOwnNumber(random)
  const callee = outbound ? number : own
  const destination = COUNTRIES.find(({ prefix }) => callee.startsWith(prefix)) ?? ELSEWHERE
  const domestic = destination.code === HOME
  const byUser = other?.kind === 'user'
  const seconds = Math.floor((until - from) / 1_000)
  return {
    id: drawGuid(random),
    callId: `${random.int(100_000_000, 2_147_483_647)}_${random.int(10_000_000, 199_999_999)}@203.0.113.${random.int(1, 254)}`,
    ...toLogUser(leg),
    startDateTime: from,
    endDateTime: until,
    duration: seconds,
    callType: `${byUser ? 'user' : 'ucap'}_${outbound ? 'out' : 'in'}`,
    calleeNumber: callee,
    callerNumber: outbound ? own : number,
    charge: outbound && !byUser ? (Math.ceil(seconds / 60) * destination.perMinute) / 1_000 : 0,
    connectionCharge: 0,
    currency: 'USD',
    destinationContext: outbound ? (domestic ? 'Domestic' : 'International') : null,
    destinationName: destination.name,
    usageCountryCode: HOME,
    tenantCountryCode: HOME,
    conferenceId: null,
    // Users have a plan, applications pay by the minute.
    licenseCapability: byUser ? (domestic ? 'MCOPSTN1' : 'MCOPSTN2') : 'MCOPSTNPP',
    inventoryType: byUser ? 'Subscriber' : 'Service',
    operator: 'Microsoft',
    callDurationSource: 'microsoft',
  }
}
