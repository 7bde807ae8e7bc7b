import type { JsonObject } from '../../../engine/values/json.ts'
import { matches } from '../filter/matches.ts'
import { countItems, cut, filterSource, gather, type PageSource } from './page-source.ts'
import type { Query } from './query.ts'
import { readSkipToken, toSkipToken, withSkipToken } from './skip-token.ts'
import { sortItems } from './sort-items.ts'

export interface PageOptions<Item> {
  /** The type of the items. */
  readonly type: string
  /** Whether the source contains only items that match the query's filter. Default: false. */
  readonly isFiltered?: boolean
  /** Returns an item as the filter and the order see it. Members may be missing that the query does not name. */
  readonly read: (item: Item) => JsonObject
  readonly query: Query
  /** The whole URL of the request with its query, which links repeat. */
  readonly url: string
  /** The default and the maximum number of items on a page. Default: all items are on one page. */
  readonly pageSize?: number
  readonly maxPageSize?: number
  /** The page size that the client prefers: `Prefer: odata.maxpagesize=…`. */
  readonly preferredPageSize?: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** The number of items on all pages, if the query requests it. */
  readonly count?: number
  /** Absent on the last page. */
  readonly nextLink?: string
}

/**
 * Filters, sorts, counts and cuts, in this order. `$top` is the size of a page, as in Graph, and does not limit the whole.
 * Only the items that the page needs are read, unless all have to be sorted or counted.
 * @throws GraphError for a `$skiptoken` of another query.
 * @see https://learn.microsoft.com/graph/paging
 */
export function takePage<Item>(source: PageSource<Item>, options: PageOptions<Item>): Page<Item> {
  const { query, url, type } = options
  const sorted = toSorted(toMatching(source, options), options)
  const count = query.count ? countItems(sorted) : undefined
  const begin = query.skiptoken === undefined ? (query.skip ?? 0) : readSkipToken(query.skiptoken, type, query)
  const size = sizeOf(options)
  const { items, more } = typeof begin === 'number' ? cut(sorted, begin, size) : cut(after(sorted, begin), 0, size)
  const last = items.at(-1)
  const end = sorted.positions && last !== undefined ? sorted.positions.of(last) : Number(begin) + size
  return {
    items,
    ...(count !== undefined && { count }),
    ...(more && { nextLink: withSkipToken(url, toSkipToken(end, type, query)) }),
  }
}

function after<Item>(source: PageSource<Item>, position: string): PageSource<Item> {
  return source.positions?.after(position) ?? source
}

function sizeOf({ query, pageSize, maxPageSize = pageSize, preferredPageSize }: PageOptions<never>): number {
  const requested = Math.min(query.top ?? Number.POSITIVE_INFINITY, preferredPageSize ?? Number.POSITIVE_INFINITY)
  const size = requested === Number.POSITIVE_INFINITY ? (pageSize ?? requested) : requested
  return Math.min(size, maxPageSize ?? size)
}

function toMatching<Item>(
  source: PageSource<Item>,
  { query: { filter }, isFiltered, read }: PageOptions<Item>,
): PageSource<Item> {
  return filter && !isFiltered ? filterSource(source, (item) => matches(filter, read(item))) : source
}

function toSorted<Item>(source: PageSource<Item>, { query, read, type }: PageOptions<Item>): PageSource<Item> {
  if (query.orderby) return sortItems(source, query.orderby, type, read)
  // Counting reads all items, so they are kept for the page.
  return query.count && source.length === undefined ? gather(source) : source
}
