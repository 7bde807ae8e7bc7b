import type { EndpointFacts } from '../endpoint/endpoint.ts'
import type { Target } from './request/target.ts'

/** What is not alike costs so much: a name less than a segment that is missing, a key a little more than its own name. */
const OTHER_METHOD = 0.25
const OTHER_SEGMENT = 1
const KEY = 0.01
/** What costs as much is not near. */
const TOO_MUCH = 1.5
/** Names that have less than half in common are not near. */
const LEAST_ALIKE = 0.5

/**
 * Creates the finder of what a request may have meant that no operation is for.
 * @returns a function that gives the most similar operation as the README writes it, if one is similar at all:
 * `POST /communications/calls/{callId}/answer`.
 */
export function createClosestEndpointFinder(
  operations: readonly EndpointFacts[],
): (method: string, target: Pick<Target, 'segments' | 'beta'>) => { readonly nearest?: string } {
  return (method, { segments, beta }) => {
    let best: { readonly nearest?: string } = {}
    let lowest = TOO_MUCH
    for (const operation of operations) {
      const version = operation.betaOnly && !beta ? '/beta' : ''
      for (const path of [operation.path, ...(operation.alsoAt ?? [])]) {
        const cost = (method === operation.method ? 0 : OTHER_METHOD) + pathCost(segments, path.split('/').slice(1))
        if (cost >= lowest) continue
        lowest = cost
        best = { nearest: `${operation.method} ${version}${path.replaceAll(/:(\w+)/g, '{$1}')}` }
      }
    }
    return best
  }
}

function pathCost(segments: readonly string[], path: readonly string[]): number {
  let cost = Math.abs(segments.length - path.length) * OTHER_SEGMENT
  for (const [index, name] of path.entries()) {
    const segment = segments[index]
    if (segment === undefined) continue
    cost += name.startsWith(':') ? KEY : nameCost(segment.toLowerCase(), name.toLowerCase())
  }
  return cost
}

function nameCost(one: string, other: string): number {
  const longest = Math.max(one.length, other.length)
  if (Math.abs(one.length - other.length) > longest * LEAST_ALIKE) return Number.POSITIVE_INFINITY
  const unlike = distance(one, other) / longest
  return unlike > LEAST_ALIKE ? Number.POSITIVE_INFINITY : unlike
}

/** How many characters have to be changed, added or left out. @see https://en.wikipedia.org/wiki/Levenshtein_distance */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const character of one) {
    const above = row
    row = [(above[0] ?? 0) + 1]
    for (const [index, candidate] of [...other].entries()) {
      const replaced = (above[index] ?? 0) + (candidate === character ? 0 : 1)
      row.push(Math.min(replaced, (above[index + 1] ?? 0) + 1, (row[index] ?? 0) + 1))
    }
  }
  return row.at(-1) ?? 0
}
