import type { EndpointFacts } from '../../endpoint/endpoint.ts'
import { checkQuery } from '../../odata/query/check-query.ts'
import { parseQuery } from '../../odata/query/parse-query.ts'
import type { Query } from '../../odata/query/query.ts'
import type { Target } from '../request/target.ts'
import type { ResourcePart } from './property-path.ts'

/** @throws GraphError in Graph's words. */
export type ReadQuery = (endpoint: EndpointFacts, target: Target, part: ResourcePart) => Query

/**
 * Creates a function that reads the query of a request and checks it against what the endpoint supports. Only GET requests
 * have a query; otherwise what follows the `?` is ignored. The most recent queries are cached: apps poll with the same one.
 */
export function createQueryReader(): ReadQuery {
  const cache = new Map<string, Query>()
  return (endpoint, target, part) => {
    const { search, beta } = target
    if (part !== 'whole' || search.length > MAX_CACHED_LENGTH) return readQuery(endpoint, target, part)
    const key = `${endpoint.method} ${endpoint.path} ${beta} ${search}`
    const cached = cache.get(key)
    if (cached) return cached
    const query = readQuery(endpoint, target, part)
    if (cache.size >= MAX_CACHED_QUERIES) cache.clear()
    cache.set(key, query)
    return query
  }
}

const MAX_CACHED_QUERIES = 64
const MAX_CACHED_LENGTH = 1_000

/** @param part `/$count` takes only `$filter`, which says what is counted; a property takes no options. */
function readQuery({ method, type = '', query: rules }: EndpointFacts, target: Target, part: ResourcePart): Query {
  const query = parseQuery(method === 'GET' ? target.search : '', { bare: target.beta })
  if (part === 'whole') {
    checkQuery(query, type, rules)
    return query
  }
  const options = (part === 'count' && rules?.options.filter((name) => name === 'filter')) || []
  checkQuery(query, type, { options, ...(rules?.filter && { filter: rules.filter }) })
  return part === 'count' ? { ...query, count: true, top: 1 } : query
}
