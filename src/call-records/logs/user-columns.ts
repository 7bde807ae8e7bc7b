import type { DirectoryUser } from '../../directory/directory.ts'
import type { JsonObject } from '../../engine/values/json.ts'

/** The columns of a log row that identify its user. */
export function toUserColumns({ id, displayName, userPrincipalName }: DirectoryUser): JsonObject {
  return { userId: id, userPrincipalName: userPrincipalName ?? null, userDisplayName: displayName }
}
