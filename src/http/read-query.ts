import { checkQuery, parseQuery, type Query } from '../odata/query.ts'
import type { Operation, Reply } from '../operations/define.ts'
import type { Target } from './target.ts'

/**
 * Reads the query of a request and checks it against what the operation supports. Only reading requests have one: what
 * follows the `?` of another is ignored.
 *
 * @param counts Whether the client asks with `/$count` how many there are: of those that a filter lets through, and
 * nothing else can be said.
 * @throws GraphError in Graph's words.
 */
export function readQuery({ method, type = '', query: rules }: Operation, target: Target, counts: boolean): Query {
  const query = parseQuery(method === 'GET' ? target.search : '', { bare: target.beta })
  if (!counts) {
    checkQuery(query, type, rules)
    return query
  }
  const options = rules?.options.filter((name) => name === 'filter') ?? []
  checkQuery(query, type, { options, ...(rules?.filter && { filter: rules.filter }) })
  return { ...query, count: true, top: 1 }
}

/** The number alone, as text. @see https://learn.microsoft.com/graph/query-parameters#count-parameter */
export function toCountReply(reply: Reply): Reply {
  const count = reply.kind === 'collection' ? (reply.count ?? 0) : 0
  return { kind: 'bytes', status: 200, bytes: new TextEncoder().encode(String(count)), contentType: 'text/plain' }
}
