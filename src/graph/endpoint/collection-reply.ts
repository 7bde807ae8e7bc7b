import type { JsonObject } from '../../engine/values/json.ts'
import { type Source, takePage } from '../odata/query/page.ts'
import type { EndpointRequest } from './endpoint.ts'
import type { CollectionReply } from './endpoint-reply.ts'

interface Collection<Item> {
  /** Full name of the items' type. */
  readonly type: string
  /** In the order in which they are shown unless the query says otherwise. */
  readonly source: Source<Item>
  /** The source has nothing that the query's filter would not let through: it need not be asked. */
  readonly isFiltered?: boolean
  /** An item as it is filtered and ordered. */
  readonly read: (item: Item) => JsonObject
  /** An item as it is shown, if that is not the same. */
  readonly show?: (item: Item) => JsonObject
  /** The row that an item shows, and nothing else: its text is kept until the row changes. Default: text is not kept. */
  readonly rowOf?: (item: Item) => object
  /** What follows `$metadata#`. */
  readonly contextPath: string
  /** How many items a page has at most; all are on one page without it. */
  readonly pageSize?: number
}

/** The page that the query asks for. */
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
    ...(page.nextLink !== undefined && { nextLink: page.nextLink }),
    types: 'derived',
  }
}
