import { toBase64Url } from '../../../engine/values/base64.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import type { Query } from './query.ts'
import { splitSearch } from './split-search.ts'

/** Where a page begins: after a number of items, or after the item with this key. */
export type PageBegin = number | string

/**
 * Creates a `$skiptoken`: where the next page begins, and a checksum that ties it to its query. Clients pass it on as it is.
 * @see https://learn.microsoft.com/graph/paging
 */
export function toSkipToken(begin: PageBegin, type: string, query: Query): string {
  return toBase64Url({ begin, check: checksumOf(begin, type, query) })
}

/**
 * @returns where the page begins.
 * @throws GraphError when the token was modified or belongs to another query.
 */
export function readSkipToken(token: string, type: string, query: Query): PageBegin {
  const { begin, check } = parse(token)
  if (isPageBegin(begin) && check === checksumOf(begin, type, query)) return begin
  const shown = token.length > 60 ? `${token.slice(0, 60)}…` : token
  throw graphErrors.invalidQueryOption('$skiptoken', shown, 'Use the @odata.nextLink of a response as it is.')
}

/** A link to the rest of what `url` leads to. */
export function withSkipToken(url: string, token: string): string {
  const [path = '', search = ''] = url.replace(/#.*$/s, '').split(/\?(.*)/s)
  const kept = splitSearch(search).filter(([name]) => !/^(\$|%24)?skiptoken$/i.test(name))
  const pairs = [...kept.map(([name, value]) => `${name}=${value}`), `$skiptoken=${token}`]
  return `${path}?${pairs.join('&')}`
}

function isPageBegin(begin: unknown): begin is PageBegin {
  return typeof begin === 'string' || (Number.isSafeInteger(begin) && Number(begin) >= 0)
}

function parse(token: string): { readonly begin?: unknown; readonly check?: unknown } {
  try {
    const bytes = Uint8Array.from(atob(token.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0))
    return Object(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return {}
  }
}

/** A page begins at the same item only while the filter and the order are the same. */
function checksumOf(begin: PageBegin, type: string, { filter, orderby }: Query): string {
  const text = JSON.stringify([begin, type, filter, orderby])
  // FNV-1a, 32 bits. http://www.isthe.com/chongo/tech/comp/fnv/
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}
