import type { DirectoryIdentity } from '../../directory/directory.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CapturedCall } from './capture/captured-call.ts'
import { readIdentity } from './capture/captured-identity.ts'
import { objectIn, objectsIn } from './capture/json.ts'

/** The users in the calls, in order of appearance. */
export function usersIn(calls: readonly CapturedCall[]): readonly DirectoryIdentity[] {
  const users = new Map<string, DirectoryIdentity>()
  for (const identity of calls.flatMap(identitiesIn)) {
    const { user } = readIdentity(identity)
    const known = user && users.get(user.id)
    // A display name is better than an id that stands in for it.
    if (user && (!known || known.displayName === known.id)) users.set(user.id, user)
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
