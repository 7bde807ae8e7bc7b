import type { DirectoryUser } from '../../directory/directory.ts'
import { drawPhoneNumber } from '../../directory/phone-number.ts'
import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import { MINUTE_MS } from '../../engine/time/units.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { AWAKE_MS } from './days.ts'
import { toUserColumns } from './user-columns.ts'

/**
 * Draws who was blocked from calling phones on a day, and unblocked a little later. Nobody is blocked by what happens in
 * the emulator, and so it is made up from the seed: one user every tenth day or so.
 * @param day When the day begins.
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
  const blockedAt = day + random.int(...AWAKE_MS)
  const facts = {
    ...toUserColumns(user),
    userTelephoneNumber: drawPhoneNumber(user, fork),
    blockReason: random.pick(['High Overall Usage', 'Tenant Requested']),
    remediationId: drawGuid(random),
  }
  return [
    { ...facts, userBlockMode: 'blocked', blockDateTime: blockedAt },
    { ...facts, userBlockMode: 'unblocked', blockDateTime: blockedAt + random.int(5, 200) * MINUTE_MS },
  ]
}
