import type { EndpointRequest } from '../../../graph/endpoint/endpoint.ts'
import type { EndpointReply } from '../../../graph/endpoint/endpoint-reply.ts'
import { splitSearch } from '../../../graph/odata/query/split-search.ts'
import type { LogRows } from './log-rows.ts'

const LOG_PAGE_SIZE = 1000

/**
 * Returns a page of a log.
 * @param type The full type name of the rows.
 */
export function logReply({ query, url }: EndpointRequest, type: string, rows: LogRows): EndpointReply {
  const start = query.skip ?? 0
  const end = start + LOG_PAGE_SIZE
  const page = rows.slice(start, end)
  return {
    kind: 'collection',
    status: 200,
    type,
    contextPath: `Collection(${type})`,
    items: page.map((row) => () => row),
    // Graph returns the number of rows on the page even without $count.
    count: page.length,
    ...(rows.length > end && { nextLink: nextLink(url, end) }),
    types: 'derived',
  }
}

/** Keeps the rest of the query because the parameters of the function may be part of it. */
function nextLink(url: string, skip: number): string {
  const [path = '', search = ''] = url.split(/[?#]/)
  const kept = splitSearch(search).filter(([name]) => !/^(\$|%24)?skip$/i.test(name))
  return `${path}?${[...kept.map(([name, value]) => `${name}=${value}`), `$skip=${skip}`].join('&')}`
}
