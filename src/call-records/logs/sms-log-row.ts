import type { DirectoryUser } from '../../directory/directory.ts'
import { drawPhoneNumber } from '../../directory/phone-number.ts'
import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { TextMessages } from '../rows.ts'
import { countryOf, destinationContextOf, TENANT_COUNTRY } from './countries.ts'
import { DAYTIME_MS } from './days.ts'
import { maskNumber } from './mask-number.ts'
import { toUserColumns } from './user-columns.ts'

/**
 * Draws the text messages of a day between the tenant's users and other phones: up to three, and those that were added.
 * The rows come from the seed because calls send no text messages.
 * @param day The beginning of the day in epoch milliseconds.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-smslogrow
 */
export function drawSmsLogRows(
  day: number,
  users: readonly DirectoryUser[],
  fork: (label: string) => Random,
  added: readonly TextMessages[] = [],
): JsonObject[] {
  if (users.length === 0) return []
  const draw = (label: string, atLeast: number, atMost: number) => {
    const random = fork(label)
    return Array.from({ length: random.int(atLeast, atMost) }, () => {
      const user = random.pick(users)
      return drawRow(day, user, drawPhoneNumber(user, fork), random)
    })
  }
  return [
    ...draw(`sms/${day}`, 0, 3),
    ...added.flatMap(({ number, from, until, perDay }) =>
      draw(`sms/${day}/${number}`, Math.ceil(perDay * 0.8), Math.floor(perDay * 1.2)).filter(
        ({ sentDateTime }) => Number(sentDateTime) >= from && Number(sentDateTime) <= until,
      ),
    ),
  ]
}

function drawRow(day: number, user: DirectoryUser, ownNumber: string, random: Random): JsonObject {
  const outbound = random.int(0, 1) === 1
  const otherNumber = drawOtherNumber(random)
  const units = random.int(1, 3)
  const destination = countryOf(outbound ? otherNumber : ownNumber)
  return {
    id: drawGuid(random),
    smsId: drawGuid(random),
    ...toUserColumns(user),
    smsType: outbound ? 'sms_out' : 'sms_in',
    smsUnits: units,
    sourceNumber: outbound ? ownNumber : maskNumber(otherNumber, 4),
    destinationNumber: outbound ? maskNumber(otherNumber, 4) : ownNumber,
    sentDateTime: day + random.int(...DAYTIME_MS),
    callCharge: outbound ? (units * 8) / 1_000 : 0,
    currency: 'USD',
    destinationContext: destinationContextOf(destination),
    destinationName: destination.name,
    licenseCapability: 'MCOSMS1',
    otherPartyCountryCode: countryOf(otherNumber).code,
    tenantCountryCode: TENANT_COUNTRY,
    userCountryCode: TENANT_COUNTRY,
    administrativeUnitInfos: [],
  }
}

/** From number ranges reserved for fiction. */
function drawOtherNumber(random: Random): string {
  const prefix = random.pick(['+1206555', '+1206555', '+1425555', '+441632960'])
  return `${prefix}${random
    .int(100, 199)
    .toString()
    .padStart(prefix.startsWith('+44') ? 3 : 4, '0')}`
}
