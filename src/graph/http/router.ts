import type { EndpointFacts } from '../endpoint/endpoint.ts'
import { GraphError } from '../errors/errors.ts'
import { type ResourcePart, toPropertyPath } from './property-path.ts'
import type { Target } from './request/target.ts'

export interface Route<Endpoint extends EndpointFacts> {
  readonly operation: Endpoint
  readonly params: Readonly<Record<string, string>>
  readonly view: ResourcePart
}

interface Node<Endpoint> {
  readonly named: Map<string, Node<Endpoint>>
  param?: { readonly name: string; readonly node: Node<Endpoint> }
  readonly operations: Map<string, Endpoint>
}

/**
 * Finds operations by method and path. Names are compared without case, as OData services do; what follows a collection
 * is a name first and a key second.
 */
export function createRouter<Endpoint extends EndpointFacts>(
  operations: readonly Endpoint[],
): (method: string, target: Target) => Route<Endpoint> {
  const root = createNode<Endpoint>()
  for (const operation of operations) {
    for (const path of [operation.path, ...(operation.alsoAt ?? [])])
      nodeFor(root, path).operations.set(operation.method, operation)
  }

  return (method, { segments, functionName, beta }) => {
    const suffix = segments.at(-1)?.toLowerCase()
    const [counts, raw] = [suffix === '$count', suffix === '$value']
    const path = counts || raw ? segments.slice(0, -1) : segments
    const params: Record<string, string> = {}
    let node = root
    let depth = 0
    for (const segment of path) {
      const next = node.named.get(segment.toLowerCase()) ?? (segment === functionName ? undefined : node.param?.node)
      if (!next) break
      if (isHidden(next, beta)) throw new GraphError('unknownSegment', segment)
      if (node.param?.node === next) params[node.param.name] = segment
      node = next
      depth++
    }
    const property = depth < path.length && !counts ? propertyBelow(node, path.slice(depth)) : undefined
    if (depth < path.length && !property) throw new GraphError('unknownSegment', path[depth] ?? '')
    const get = node.operations.get('GET')
    if ((counts && !get?.query?.options.includes('count')) || (raw && !property)) {
      throw new GraphError('unknownSegment', segments.at(-1) ?? '')
    }
    const view = property ? { path: property, raw } : counts ? 'count' : 'whole'
    const operation = node.operations.get(method === 'HEAD' ? 'GET' : method)
    if (operation && (view === 'whole' || operation === get)) return { operation, params, view }
    if (view !== 'whole') throw new GraphError('methodNotAllowed').withHeaders({ Allow: 'GET' })
    if (node.operations.size === 0) throw new GraphError('unknownSegment', segments.at(-1) ?? '')
    throw new GraphError('methodNotAllowed').withHeaders({ Allow: [...node.operations.keys()].join(', ') })
  }
}

/** What follows what can be read may be a property of it. */
function propertyBelow(
  { operations }: Node<EndpointFacts>,
  segments: readonly string[],
): readonly string[] | undefined {
  const type = operations.get('GET')?.type
  return type === undefined ? undefined : toPropertyPath(type, segments)
}

function nodeFor<Endpoint>(root: Node<Endpoint>, path: string): Node<Endpoint> {
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
function isHidden({ operations, named, param }: Node<EndpointFacts>, beta: boolean): boolean {
  return (
    !beta &&
    operations.size > 0 &&
    named.size === 0 &&
    !param &&
    [...operations.values()].every(({ betaOnly }) => betaOnly)
  )
}

function createNode<Endpoint>(): Node<Endpoint> {
  return { named: new Map(), operations: new Map() }
}
