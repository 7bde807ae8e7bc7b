import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallRecordRow } from '../rows.ts'
import { ownNumberOf, type PstnLeg, toLogUser, toPstnLegs } from '../timeline/pstn-leg.ts'
import { contextOf, countryOf, HOME } from './countries.ts'

/**
 * The log rows that a call's phones leave with the calling plan: those that no trunk connects.
 * @param fork Gives the generator that goes by a label.
 * @param beta Whether the rows are /beta's, which say more.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-pstncalllogrow
 */
export function toPstnCallLogRows(row: CallRecordRow, fork: (label: string) => Random, beta = false): JsonObject[] {
  const random = fork(`pstn/${row.id}`)
  const legs = toPstnLegs(row).filter(({ trunk }) => trunk === undefined)
  const isMeeting = legs.some(({ conference }) => conference)
  const conferenceId = isMeeting ? String(random.int(100_000_000, 999_999_999)) : null
  return legs.map((leg) => ({
    ...drawRow(leg, ownNumberOf(leg, fork), random),
    conferenceId,
    ...(beta && toBetaMembers(leg)),
  }))
}

function toBetaMembers({ number }: PstnLeg): JsonObject {
  return {
    administrativeUnitInfos: [],
    // Nobody of the emulated tenant calls phones from a client whose address is known.
    clientLocalIpV4Address: null,
    clientLocalIpV6Address: null,
    clientPublicIpV4Address: null,
    clientPublicIpV6Address: null,
    otherPartyCountryCode: countryOf(number).code,
  }
}

function drawRow(leg: PstnLeg, own: string, random: Random): JsonObject {
  const { number, outbound, other, from, until, conference } = leg
  const callee = outbound ? number : own
  const destination = countryOf(callee)
  const byUser = other?.kind === 'user'
  const seconds = Math.floor((until - from) / 1_000)
  return {
    id: drawGuid(random),
    callId: `${random.int(100_000_000, 2_147_483_647)}_${random.int(10_000_000, 199_999_999)}@203.0.113.${random.int(1, 254)}`,
    ...toLogUser(leg),
    startDateTime: from,
    endDateTime: until,
    duration: seconds,
    callType: toCallType(leg),
    calleeNumber: callee,
    callerNumber: outbound ? own : number,
    // A user's own calls are covered by a plan.
    charge: outbound && (conference || !byUser) ? (Math.ceil(seconds / 60) * destination.perMinute) / 1_000 : 0,
    connectionCharge: 0,
    currency: 'USD',
    destinationContext: outbound ? contextOf(destination) : null,
    destinationName: destination.name,
    usageCountryCode: HOME,
    tenantCountryCode: HOME,
    licenseCapability: conference
      ? 'MCOMEETADD'
      : !byUser
        ? 'MCOPSTNPP'
        : destination.code === HOME
          ? 'MCOPSTN1'
          : 'MCOPSTN2',
    inventoryType: byUser && !conference ? 'Subscriber' : 'Service',
    operator: 'Microsoft',
    callDurationSource: 'microsoft',
  }
}

/** @see https://learn.microsoft.com/microsoftteams/teams-analytics-and-reports/pstn-usage-report */
function toCallType({ outbound, other, conference, handover, amongSeveral }: PstnLeg): string {
  const direction = outbound ? 'out' : 'in'
  if (conference) return `conf_${direction}`
  if (other?.kind !== 'user') return `ucap_${direction}`
  if (handover) return `user_out_${handover.by}`
  return `user_${direction}${amongSeveral ? '_conf' : ''}`
}
