import type { EndpointFacts } from '../../endpoint/endpoint.ts'
import type { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { findMissingSegment } from '../request/clouds.ts'
import type { Target } from '../request/target.ts'
import { type ResourcePart, toPropertyPath } from './property-path.ts'

/** The endpoint that a request is for, and which part of its resource the request addresses. */
export interface Route<Endpoint> {
  readonly endpoint: Endpoint
  readonly params: Readonly<Record<string, string>>
  readonly part: ResourcePart
}

interface Node<Endpoint> {
  readonly named: Map<string, Node<Endpoint>>
  param?: { readonly name: string; readonly node: Node<Endpoint> }
  readonly endpoints: Map<string, Endpoint>
}

/** Finds endpoints by method and path. */
export interface Router<Endpoint> {
  add(endpoints: readonly Endpoint[]): void
  /** @returns the route, or the error for a request that no endpoint is for. */
  find(method: string, target: Target): Route<Endpoint> | GraphError
}

/**
 * Creates a router without endpoints. Names are compared without case, as OData services do. After a collection, a segment
 * is a name if there is one, and otherwise a key.
 */
export function createRouter<Endpoint extends EndpointFacts>(): Router<Endpoint> {
  const root = createNode<Endpoint>()

  const add = (endpoints: readonly Endpoint[]) => {
    for (const endpoint of endpoints) {
      for (const path of [endpoint.path, ...(endpoint.alsoAt ?? [])])
        nodeFor(root, path).endpoints.set(endpoint.method, endpoint)
    }
  }

  const find = (method: string, target: Target) => {
    const { segments, serviceRoot } = target
    const missing = findMissingSegment(serviceRoot, segments)
    if (missing !== undefined) return graphErrors.unknownSegment(missing)
    const last = segments.at(-1) ?? ''
    const suffix = /^\$(count|value)$/i.test(last) ? last.toLowerCase() : ''
    const path = suffix === '' ? segments : segments.slice(0, -1)
    const { node, depth, params } = walk(root, path, target)
    const { endpoints } = node
    const get = endpoints.get('GET')
    const part = toPart(get, path.slice(depth), suffix)
    if (!part) return graphErrors.unknownSegment(depth < path.length ? (path[depth] ?? '') : last)
    const endpoint = endpoints.get(method === 'HEAD' ? 'GET' : method)
    if (endpoint && (part === 'whole' || endpoint === get)) return { endpoint, params, part }
    if (part !== 'whole') return graphErrors.methodNotAllowed('GET')
    if (endpoints.size === 0) return graphErrors.unknownSegment(last)
    return graphErrors.methodNotAllowed([...endpoints.keys()].join(', '))
  }

  return { add, find }
}

/** Follows a path as far as there are endpoints. */
function walk<Endpoint extends EndpointFacts>(
  root: Node<Endpoint>,
  path: readonly string[],
  { functionName, beta }: Target,
): { readonly node: Node<Endpoint>; readonly depth: number; readonly params: Readonly<Record<string, string>> } {
  const params: Record<string, string> = {}
  let node = root
  let depth = 0
  for (const segment of path) {
    // A segment with arguments can only be a function, never a key.
    const next = node.named.get(segment.toLowerCase()) ?? (segment === functionName ? undefined : node.param?.node)
    if (!next || isHidden(next, beta)) break
    if (node.param?.node === next) params[node.param.name] = segment
    node = next
    depth++
  }
  return { node, depth, params }
}

/** @returns the part of the resource that is addressed, or `undefined` when the resource has no such part. */
function toPart(get: EndpointFacts | undefined, rest: readonly string[], suffix: string): ResourcePart | undefined {
  if (suffix === '$count') return rest.length === 0 && get?.query?.options.includes('count') ? 'count' : undefined
  const raw = suffix === '$value'
  if (rest.length === 0) return raw ? undefined : 'whole'
  const path = get?.type === undefined ? undefined : toPropertyPath(get.type, rest)
  return path && { path, raw }
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

/** Whether a path exists on /beta only, and the request is for v1.0. */
function isHidden({ endpoints, named, param }: Node<EndpointFacts>, beta: boolean): boolean {
  return (
    !beta &&
    endpoints.size > 0 &&
    named.size === 0 &&
    !param &&
    [...endpoints.values()].every(({ betaOnly }) => betaOnly)
  )
}

function createNode<Endpoint>(): Node<Endpoint> {
  return { named: new Map(), endpoints: new Map() }
}
