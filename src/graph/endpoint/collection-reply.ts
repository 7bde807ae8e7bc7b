import type { JsonObject } from '../../engine/values/json.ts'
import { takePage } from '../odata/query/page.ts'
import type { PageSource } from '../odata/query/page-source.ts'
import type { EndpointRequest } from './endpoint.ts'
import type { CollectionReply } from './endpoint-reply.ts'

interface Collection<Item> {
  /** Full name of the items' type. */
  readonly type: string
  /** The items, in the order in which they are written unless the query says otherwise. */
  readonly source: PageSource<Item>
  /** The source contains only items that match the query's filter. */
  readonly isFiltered?: boolean
  /** An item as the filter and the order see it. */
  readonly read: (item: Item) => JsonObject
  /** An item as it is written. Default: `read`. */
  readonly show?: (item: Item) => JsonObject
  /** The only row that an item shows: its text is cached until the row changes. Default: text is not cached. */
  readonly rowOf?: (item: Item) => object
  /** The part of `@odata.context` after `$metadata#`. */
  readonly contextPath: string
  /** The maximum number of items on a page. Default: all items are on one page. */
  readonly pageSize?: number
}

/** Creates the reply with the page that the query requests. */
export function collectionReply<Item>(
  { query, url, maxPageSize }: EndpointRequest,
  collection: Collection<Item>,
): CollectionReply {
  const { type, source, isFiltered = false, read, show = read, rowOf, contextPath, pageSize } = collection
  const page = takePage(source, {
    type,
    isFiltered,
    read,
    query,
    url,
    ...(pageSize !== undefined && { pageSize }),
    ...(maxPageSize !== undefined && { preferredPageSize: maxPageSize }),
  })
  return {
    kind: 'collection',
    status: 200,
    type,
    contextPath,
    items: page.items.map((item) => () => show(item)),
    ...(rowOf && { rows: page.items.map(rowOf) }),
    ...(page.count !== undefined && { count: page.count }),
    ...(maxPageSize !== undefined && { preferredPageSize: Math.min(maxPageSize, pageSize ?? maxPageSize) }),
    ...(page.nextLink !== undefined && { nextLink: page.nextLink }),
    types: 'derived',
  }
}
