import { GraphError } from '../odata/errors.ts'
import type { FilterNode, Path } from '../odata/filter.ts'
import type { Literal } from '../odata/filter-cursor.ts'
import { parseQuery } from '../odata/query.ts'

/** Which call records a subscription is for. */
interface Watched {
  /** Those of calls that one of them was in, in lower case. Absent: all. */
  readonly participantIds?: readonly string[]
}

const ALL = 'communications/callRecords'
const OF_SOMEBODY = `${ALL}?$filter=participants/any(p:p/id eq '{id}')`

/**
 * Reads the `resource` of a subscription. Of the resources that Graph has for communications the emulator's world has
 * call records: calls tell their `callbackUri`, and there are no presences, online meetings or recordings of these.
 * @throws GraphError for any other resource, and for a filter that Graph does not document.
 * @see https://learn.microsoft.com/graph/changenotifications-for-callrecords
 */
export function readWatched(resource: string): Watched {
  const [path = '', ...search] = resource.split('?')
  if (!/^\/?communications\/callRecords$/i.test(path)) {
    throw new GraphError(
      'invalidSubscription',
      'resource',
      `'${resource}' cannot be subscribed to here. Use '${ALL}' or "${OF_SOMEBODY}".`,
    )
  }
  const { filter, ...others } = parseQuery(search.join('?'), { bare: false })
  const other = Object.keys(others)[0]
  if (other !== undefined) throw new GraphError('queryNotAllowed', `$${other}`)
  return filter ? { participantIds: idsOf(filter, undefined).map((id) => id.toLowerCase()) } : {}
}

/** @param variable That of the `any` around it. */
function idsOf(node: FilterNode, variable: string | undefined): readonly string[] {
  switch (node.kind) {
    case 'or':
      return node.nodes.flatMap((one) => idsOf(one, variable))
    case 'any':
      if (node.node && variable === undefined && saysPath(node.path, undefined, 'participants')) {
        return idsOf(node.node, node.variable)
      }
      break
    case 'compare':
      if (node.operator === 'eq' && isId(node.path, variable)) return [textOf(node.literal)]
      break
    case 'in':
      if (isId(node.path, variable)) return node.literals.map(textOf)
      break
  }
  throw notSupported()
}

function isId(path: Path, variable: string | undefined): boolean {
  return variable !== undefined && saysPath(path, variable, 'id')
}

function saysPath({ variable, segments }: Path, expected: string | undefined, name: string): boolean {
  return variable === expected && segments.length === 1 && segments[0] === name
}

function textOf({ value }: Literal): string {
  if (typeof value !== 'string') throw notSupported()
  return value
}

function notSupported(): GraphError {
  return new GraphError(
    'invalidSubscription',
    'resource',
    `its filter is not supported. Use "${OF_SOMEBODY}", with 'eq' or 'in', joined by 'or'.`,
  )
}
