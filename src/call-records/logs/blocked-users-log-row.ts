import type { DirectoryUser } from '../../directory/directory.ts'
import { drawPhoneNumber } from '../../directory/phone-number.ts'
import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import { MINUTE_MS } from '../../engine/time/units.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { DAYTIME_MS } from './days.ts'
import { toUserColumns } from './user-columns.ts'

/**
 * Draws the users who were blocked from calling phones on a day and unblocked shortly after: one user every ten days on
 * average. The rows come from the seed because no call in the emulator blocks a user.
 * @param day The beginning of the day in epoch milliseconds.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-pstnblockeduserslogrow
 */
export function drawBlockedUsersLogRows(
  day: number,
  users: readonly DirectoryUser[],
  fork: (label: string) => Random,
): JsonObject[] {
  const random = fork(`blocked/${day}`)
  if (users.length === 0 || random.int(1, 10) > 1) return []
  const user = random.pick(users)
  const blockedAt = day + random.int(...DAYTIME_MS)
  const columns = {
    ...toUserColumns(user),
    userTelephoneNumber: drawPhoneNumber(user, fork),
    blockReason: random.pick(['High Overall Usage', 'Tenant Requested']),
    remediationId: drawGuid(random),
  }
  return [
    { ...columns, userBlockMode: 'blocked', blockDateTime: blockedAt },
    { ...columns, userBlockMode: 'unblocked', blockDateTime: blockedAt + random.int(5, 200) * MINUTE_MS },
  ]
}
