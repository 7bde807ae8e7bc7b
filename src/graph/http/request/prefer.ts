import type { EndpointReply } from '../../endpoint/endpoint.ts'
import type { Query } from '../../odata/query/query.ts'

/** What a client would like, of what the emulator can do. */
export interface Preferences {
  readonly maxPageSize?: number
  readonly includeUnknownEnumMembers?: true
  readonly omitNulls?: true
  /** Whether a write is answered with what was written. */
  readonly return?: 'minimal' | 'representation'
}

export const NO_PREFERENCES: Preferences = {}

/**
 * Reads `Prefer`, of which a request may have several. What is not understood is no mistake, and of what is said twice
 * the first counts.
 * @see https://learn.microsoft.com/graph/best-practices-concept
 */
export function readPreferences(header: string | null): Preferences {
  if (header === null) return NO_PREFERENCES
  const wanted = new Map<string, string>()
  for (const [, token = '', value = ''] of header.matchAll(PREFERENCE)) {
    const name = token.toLowerCase().replace(/^odata\./, '')
    if (!wanted.has(name)) wanted.set(name, value.replace(/^"(.*)"$/, '$1').toLowerCase())
  }
  const size = wanted.get('maxpagesize') ?? ''
  const returned = (['minimal', 'representation'] as const).find((one) => one === wanted.get('return'))
  const preferences = {
    ...(/^\d{1,9}$/.test(size) && Number(size) > 0 && { maxPageSize: Number(size) }),
    ...(wanted.has('include-unknown-enum-members') && { includeUnknownEnumMembers: true as const }),
    ...(wanted.get('omit-values') === 'nulls' && { omitNulls: true as const }),
    ...(returned && { return: returned }),
  }
  return Object.keys(preferences).length > 0 ? preferences : NO_PREFERENCES
}

/** `odata.maxpagesize=5`, `return="minimal"`, and what goes on after a semicolon, which says nothing here. */
const PREFERENCE = /([\w.!#$%&'*+^`|~-]+)\s*(?:=\s*("[^",]*"|[^\s",;]*))?[^,]*,?/g

/** A write whose client does not want to see what was written: what it needs to know is in the headers. */
export function asPreferred(reply: EndpointReply, method: string, { return: returned }: Preferences): EndpointReply {
  if (returned !== 'minimal' || !isWritten(reply, method)) return reply
  return { kind: 'empty', status: 204, ...(reply.location !== undefined && { location: reply.location }) }
}

/**
 * What `Preference-Applied` says, if anything.
 * @param reply What the operation answered, before preferences.
 */
export function toPreferenceApplied(
  preferences: Preferences,
  reply: EndpointReply,
  query: Query,
  method: string,
): string | undefined {
  const { maxPageSize, includeUnknownEnumMembers, omitNulls, return: returned } = preferences
  const isWrite = isWritten(reply, method)
  const isShown = (reply.kind === 'entity' || reply.kind === 'collection') && !(isWrite && returned === 'minimal')
  const hasPages = reply.kind === 'collection' || (reply.kind === 'entity' && reply.inline && query.expand)
  const applied = [
    ...(hasPages && maxPageSize !== undefined ? [`odata.maxpagesize=${maxPageSize}`] : []),
    ...(isShown && includeUnknownEnumMembers ? ['include-unknown-enum-members'] : []),
    ...(isShown && omitNulls ? ['omit-values=nulls'] : []),
    ...(isWrite && returned ? [`return=${returned}`] : []),
  ]
  return applied.length > 0 ? applied.join(',') : undefined
}

/** An entity that was created or changed; what an action answers is not one. */
function isWritten(reply: EndpointReply, method: string): reply is Extract<EndpointReply, { kind: 'entity' }> {
  return reply.kind === 'entity' && (reply.status === 201 || method === 'PATCH')
}
