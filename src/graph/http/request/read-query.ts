import type { EndpointFacts } from '../../endpoint/endpoint.ts'
import { checkQuery, parseQuery, type Query } from '../../odata/query/query.ts'
import type { ResourcePart } from '../property-path.ts'
import type { Target } from './target.ts'

/** @throws GraphError in Graph's words. */
export type ReadQuery = (operation: EndpointFacts, target: Target, view: ResourcePart) => Query

/**
 * Creates the reader of requests' queries. It checks them against what the operation supports. Only reading requests
 * have one: what follows the `?` of another is ignored. Those that were read last are known: apps ask again for what they
 * show.
 */
export function createQueryReader(): ReadQuery {
  const known = new Map<string, Query>()
  return (operation, target, view) => {
    const { search, beta } = target
    if (view !== 'whole' || search.length > LONGEST_KEPT) return readQuery(operation, target, view)
    const asked = `${operation.method} ${operation.path} ${beta} ${search}`
    const before = known.get(asked)
    if (before) return before
    const query = readQuery(operation, target, view)
    if (known.size >= QUERIES_KEPT) known.clear()
    known.set(asked, query)
    return query
  }
}

const QUERIES_KEPT = 64
const LONGEST_KEPT = 1_000

/** @param view Of a count (`/$count`) a client can say with a filter what is counted, of a property nothing at all. */
function readQuery({ method, type = '', query: rules }: EndpointFacts, target: Target, view: ResourcePart): Query {
  const query = parseQuery(method === 'GET' ? target.search : '', { bare: target.beta })
  if (view === 'whole') {
    checkQuery(query, type, rules)
    return query
  }
  const options = (view === 'count' && rules?.options.filter((name) => name === 'filter')) || []
  checkQuery(query, type, { options, ...(rules?.filter && { filter: rules.filter }) })
  return view === 'count' ? { ...query, count: true, top: 1 } : query
}
