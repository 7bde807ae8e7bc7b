import type { EndpointReply, EntityReply } from '../../endpoint/endpoint-reply.ts'
import type { Query } from '../../odata/query/query.ts'
import { NO_PREFERENCES, type Preferences } from '../request/prefer.ts'

/** Empties the reply to a write when the client prefers `return=minimal`. */
export function asPreferred(reply: EndpointReply, method: string, { return: returned }: Preferences): EndpointReply {
  if (returned !== 'minimal' || !isWritten(reply, method)) return reply
  return { kind: 'empty', status: 204, ...(reply.location !== undefined && { location: reply.location }) }
}

/**
 * @param reply What the endpoint replied, before preferences.
 * @returns the value of `Preference-Applied`, if any preference was applied.
 */
export function toPreferenceApplied(
  preferences: Preferences,
  reply: EndpointReply,
  query: Query,
  method: string,
): string | undefined {
  if (preferences === NO_PREFERENCES) return undefined
  const { maxPageSize, includeUnknownEnumMembers, omitNulls, return: returned } = preferences
  const isWrite = isWritten(reply, method)
  const isShown = (reply.kind === 'entity' || reply.kind === 'collection') && !(isWrite && returned === 'minimal')
  const pageSize = maxPageSize === undefined ? undefined : toPageSize(reply, query, maxPageSize)
  const applied = [
    ...(pageSize === undefined ? [] : [`odata.maxpagesize=${pageSize}`]),
    ...(isShown && includeUnknownEnumMembers ? ['include-unknown-enum-members'] : []),
    ...(isShown && omitNulls ? ['omit-values=nulls'] : []),
    ...(isWrite && returned ? [`return=${returned}`] : []),
  ]
  return applied.length > 0 ? applied.join(',') : undefined
}

/** The page size that was applied: at most what the resource allows. `undefined`: the reply has no pages. */
function toPageSize(reply: EndpointReply, { expand }: Query, preferred: number): number | undefined {
  if (reply.kind === 'collection') return reply.preferredPageSize
  if (reply.kind !== 'entity' || !reply.inline || !expand) return undefined
  const { rules } = reply.inline
  return Math.min(preferred, ...expand.map(({ property }) => rules?.[property]?.pageSize ?? preferred))
}

/** Whether an entity was created or changed. The result of an action is neither. */
function isWritten(reply: EndpointReply, method: string): reply is EntityReply {
  return reply.kind === 'entity' && (reply.status === 201 || method === 'PATCH')
}
