import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallRecordRow } from '../rows.ts'
import { type PstnLeg, toPstnLegs } from '../timeline/pstn-leg.ts'
import { countryOf, destinationContextOf, TENANT_COUNTRY } from './countries.ts'
import { drawOwnNumber, toOwnerColumns } from './user-columns.ts'

/**
 * Builds the rows of a call in the calling plan's log: one for each phone that no trunk connects.
 * @param fork Returns the random generator for a label.
 * @param beta Adds the columns that only /beta has.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-pstncalllogrow
 */
export function toPstnCallLogRows(row: CallRecordRow, fork: (label: string) => Random, beta = false): JsonObject[] {
  const random = fork(`pstn/${row.id}`)
  const legs = toPstnLegs(row).filter(({ trunk }) => trunk === undefined)
  const isMeeting = legs.some(({ isConference }) => isConference)
  const conferenceId = isMeeting ? String(random.int(100_000_000, 999_999_999)) : null
  return legs.map((leg) => ({
    ...drawRow(leg, drawOwnNumber(leg, fork), random),
    conferenceId,
    ...(beta && toBetaColumns(leg)),
  }))
}

function toBetaColumns({ number }: PstnLeg): JsonObject {
  return {
    administrativeUnitInfos: [],
    // The emulator does not know the addresses of clients that call phones.
    clientLocalIpV4Address: null,
    clientLocalIpV6Address: null,
    clientPublicIpV4Address: null,
    clientPublicIpV6Address: null,
    otherPartyCountryCode: countryOf(number).code,
  }
}

function drawRow(leg: PstnLeg, ownNumber: string, random: Random): JsonObject {
  const { number, outbound, owner, from, until, isConference } = leg
  const callee = outbound ? number : ownNumber
  const destination = countryOf(callee)
  const byUser = owner?.kind === 'user'
  const seconds = Math.floor((until - from) / 1_000)
  return {
    id: drawGuid(random),
    callId: `${random.int(100_000_000, 2_147_483_647)}_${random.int(10_000_000, 199_999_999)}@203.0.113.${random.int(1, 254)}`,
    ...toOwnerColumns(leg),
    startDateTime: from,
    endDateTime: until,
    duration: seconds,
    callType: toCallType(leg),
    calleeNumber: callee,
    callerNumber: outbound ? ownNumber : number,
    // Calling plans cover the calls of users.
    charge: outbound && (isConference || !byUser) ? (Math.ceil(seconds / 60) * destination.perMinute) / 1_000 : 0,
    connectionCharge: 0,
    currency: 'USD',
    destinationContext: outbound ? destinationContextOf(destination) : null,
    destinationName: destination.name,
    usageCountryCode: TENANT_COUNTRY,
    tenantCountryCode: TENANT_COUNTRY,
    licenseCapability: isConference
      ? 'MCOMEETADD'
      : !byUser
        ? 'MCOPSTNPP'
        : destination.code === TENANT_COUNTRY
          ? 'MCOPSTN1'
          : 'MCOPSTN2',
    inventoryType: byUser && !isConference ? 'Subscriber' : 'Service',
    operator: 'Microsoft',
    callDurationSource: 'microsoft',
  }
}

/** @see https://learn.microsoft.com/microsoftteams/teams-analytics-and-reports/pstn-usage-report */
function toCallType({ outbound, owner, isConference, handover, isOneOfSeveral }: PstnLeg): string {
  const direction = outbound ? 'out' : 'in'
  if (isConference) return `conf_${direction}`
  if (owner?.kind !== 'user') return `ucap_${direction}`
  if (handover) return `user_out_${handover.by}`
  return `user_${direction}${isOneOfSeveral ? '_conf' : ''}`
}
