import type { DirectoryUser } from '../../directory/directory.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CapturedCall } from './capture/captured-call.ts'
import { readIdentity } from './capture/captured-identity.ts'
import { objectIn, objectsIn, textIn } from './capture/json.ts'

/** The users and guests in the calls, in order of appearance. Only those of other tenants have a `tenantId`. */
export function usersIn(calls: readonly CapturedCall[]): readonly DirectoryUser[] {
  const users = new Map<string, DirectoryUser>()
  const tenants = calls.map(({ created }) => textIn(created.tenantId)).filter(Boolean)
  for (const identity of calls.flatMap(identitiesIn)) {
    const { user } = readIdentity(identity)
    const known = user && users.get(user.id)
    if (!user || known?.displayName !== undefined) continue
    const { tenantId, ...others } = user
    const isOutside = tenants.length > 0 && tenantId !== undefined && !tenants.includes(tenantId)
    users.set(user.id, isOutside ? user : others)
  }
  return [...users.values()]
}

function identitiesIn({ created, observations }: CapturedCall): readonly JsonObject[] {
  const observed = observations.flatMap((observation) => {
    if (observation.type === 'roster')
      return observation.participants.map(({ info }) => objectIn(objectIn(info).identity))
    if (observation.type !== 'action') return []
    const { participants, transferTarget } = objectIn(observation.request.requestBody)
    return [...objectsIn(participants), objectIn(transferTarget)].map(({ identity }) => objectIn(identity))
  })
  return [
    objectIn(objectIn(created.source).identity),
    objectIn(objectIn(created.meetingInfo).organizer),
    ...objectsIn(created.targets).map(({ identity }) => objectIn(identity)),
    ...observed,
  ]
}
