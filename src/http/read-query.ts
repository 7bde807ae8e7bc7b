import { checkQuery, parseQuery, type Query } from '../odata/query.ts'
import type { Operation } from '../operations/define.ts'
import type { Target } from './target.ts'
import type { View } from './view.ts'

/**
 * Reads the query of a request and checks it against what the operation supports. Only reading requests have one: what
 * follows the `?` of another is ignored.
 *
 * @param view Of a count (`/$count`) a client can say with a filter what is counted, of a property nothing at all.
 * @throws GraphError in Graph's words.
 */
export function readQuery({ method, type = '', query: rules }: Operation, target: Target, view: View): Query {
  const query = parseQuery(method === 'GET' ? target.search : '', { bare: target.beta })
  if (view === 'whole') {
    checkQuery(query, type, rules)
    return query
  }
  const options = (view === 'count' && rules?.options.filter((name) => name === 'filter')) || []
  checkQuery(query, type, { options, ...(rules?.filter && { filter: rules.filter }) })
  return view === 'count' ? { ...query, count: true, top: 1 } : query
}
