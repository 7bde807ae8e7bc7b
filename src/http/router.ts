import { GraphError } from '../odata/errors.ts'
import type { Operation } from '../operations/define.ts'
import type { Target } from './target.ts'

export interface Route {
  readonly operation: Operation
  readonly params: Readonly<Record<string, string>>
  /** What is asked for is how many there are: `/communications/callRecords/$count`. */
  readonly counts: boolean
}

interface Node {
  readonly named: Map<string, Node>
  param?: { readonly name: string; readonly node: Node }
  readonly operations: Map<string, Operation>
}

/**
 * Finds operations by method and path. Names are compared without case, as OData services do; what follows a collection
 * is a name first and a key second.
 */
export function createRouter(operations: readonly Operation[]): (method: string, target: Target) => Route {
  const root = createNode()
  for (const operation of operations) {
    for (const path of [operation.path, ...(operation.alsoAt ?? [])])
      nodeFor(root, path).operations.set(operation.method, operation)
  }

  return (method, { segments: whole, functionName, beta }) => {
    const counts = whole.at(-1)?.toLowerCase() === '$count'
    const segments = counts ? whole.slice(0, -1) : whole
    const params: Record<string, string> = {}
    let node = root
    for (const segment of segments) {
      const next = node.named.get(segment.toLowerCase()) ?? (segment === functionName ? undefined : node.param?.node)
      if (!next || isHidden(next, beta)) throw new GraphError('unknownSegment', segment)
      if (node.param?.node === next) params[node.param.name] = segment
      node = next
    }
    if (counts && !node.operations.get('GET')?.query?.options.includes('count')) {
      throw new GraphError('unknownSegment', whole.at(-1) ?? '')
    }
    const operation = node.operations.get(method === 'HEAD' ? 'GET' : method)
    if (operation && (!counts || operation.method === 'GET')) return { operation, params, counts }
    if (counts) throw new GraphError('methodNotAllowed').withHeaders({ Allow: 'GET' })
    if (node.operations.size === 0) throw new GraphError('unknownSegment', segments.at(-1) ?? '')
    throw new GraphError('methodNotAllowed').withHeaders({ Allow: [...node.operations.keys()].join(', ') })
  }
}

function nodeFor(root: Node, path: string): Node {
  let node = root
  for (const segment of path.split('/').filter(Boolean)) {
    if (segment.startsWith(':')) {
      node.param ??= { name: segment.slice(1), node: createNode() }
      node = node.param.node
    } else {
      const next = node.named.get(segment.toLowerCase()) ?? createNode()
      node.named.set(segment.toLowerCase(), next)
      node = next
    }
  }
  return node
}

/** A path that only beta has is not there on v1.0. */
function isHidden({ operations, named, param }: Node, beta: boolean): boolean {
  return (
    !beta &&
    operations.size > 0 &&
    named.size === 0 &&
    !param &&
    [...operations.values()].every(({ betaOnly }) => betaOnly)
  )
}

function createNode(): Node {
  return { named: new Map(), operations: new Map() }
}
