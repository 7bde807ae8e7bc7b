import type { DirectoryUser } from '../../directory/directory.ts'
import { drawPhoneNumber } from '../../directory/phone-number.ts'
import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { contextOf, countryOf, HOME } from './countries.ts'
import { AWAKE_MS } from './days.ts'
import { toUserColumns } from './user-columns.ts'

/**
 * Draws the text messages of a day. No message follows from a call, and so they are made up from the seed: none to three
 * a day, between the tenant's users and phones elsewhere.
 * @param day When the day begins.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-smslogrow
 */
export function drawSmsLogRows(
  day: number,
  users: readonly DirectoryUser[],
  fork: (label: string) => Random,
): JsonObject[] {
  if (users.length === 0) return []
  const random = fork(`sms/${day}`)
  return Array.from({ length: random.int(0, 3) }, () => {
    const user = random.pick(users)
    return drawRow(day, user, drawPhoneNumber(user, fork), random)
  })
}

function drawRow(day: number, user: DirectoryUser, own: string, random: Random): JsonObject {
  const outbound = random.int(0, 1) === 1
  const other = drawOtherNumber(random)
  const units = random.int(1, 3)
  const destination = countryOf(outbound ? other : own)
  return {
    id: drawGuid(random),
    smsId: drawGuid(random),
    ...toUserColumns(user),
    smsType: outbound ? 'sms_out' : 'sms_in',
    smsUnits: units,
    sourceNumber: outbound ? own : hideTail(other),
    destinationNumber: outbound ? hideTail(other) : own,
    sentDateTime: day + random.int(...AWAKE_MS),
    callCharge: outbound ? (units * 8) / 1_000 : 0,
    currency: 'USD',
    destinationContext: contextOf(destination),
    destinationName: destination.name,
    licenseCapability: 'MCOSMS1',
    otherPartyCountryCode: countryOf(other).code,
    tenantCountryCode: HOME,
    userCountryCode: HOME,
    administrativeUnitInfos: [],
  }
}

/** From ranges that are kept for fiction. */
function drawOtherNumber(random: Random): string {
  const prefix = random.pick(['+1206555', '+1206555', '+1425555', '+441632960'])
  return `${prefix}${random
    .int(100, 199)
    .toString()
    .padStart(prefix.startsWith('+44') ? 3 : 4, '0')}`
}

function hideTail(number: string): string {
  return `${number.slice(0, -4)}****`
}
