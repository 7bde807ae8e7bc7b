import { GraphError } from './errors.ts'
import type { Query } from './query.ts'

/**
 * A `$skiptoken`: where the next page begins, and a check that ties it to its query. Clients pass it on as it is.
 * @see https://learn.microsoft.com/graph/paging
 */
export function toSkipToken(offset: number, type: string, query: Query): string {
  const text = btoa(JSON.stringify({ offset, check: checkOf(offset, type, query) }))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * @returns where the page begins.
 * @throws GraphError when the token was changed, or is another query's.
 */
export function readSkipToken(token: string, type: string, query: Query): number {
  const { offset, check } = parse(token)
  if (Number.isSafeInteger(offset) && Number(offset) >= 0 && check === checkOf(Number(offset), type, query)) {
    return Number(offset)
  }
  const shown = token.length > 60 ? `${token.slice(0, 60)}…` : token
  throw new GraphError('invalidQueryOption', '$skiptoken', shown, 'Use the @odata.nextLink of an answer as it is.')
}

function parse(token: string): { readonly offset?: unknown; readonly check?: unknown } {
  try {
    return Object(JSON.parse(atob(token.replaceAll('-', '+').replaceAll('_', '/'))))
  } catch {
    return {}
  }
}

/** An offset means something only for what is filtered and ordered in the same way. */
function checkOf(offset: number, type: string, { filter, orderby }: Query): string {
  const text = JSON.stringify([offset, type, filter, orderby])
  // FNV-1a, 32 bits. http://www.isthe.com/chongo/tech/comp/fnv/
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}
