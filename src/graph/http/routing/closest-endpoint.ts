import { MAX_DIFFERENCE, textDifference } from '../../../engine/values/closest-text.ts'
import type { EndpointAddress } from '../../endpoint/endpoint.ts'
import type { Target } from '../request/target.ts'

// The cost of each difference: a different name costs less than a missing segment, a key a little more than an equal name.
const OTHER_METHOD = 0.25
const OTHER_SEGMENT = 1
const KEY = 0.01
/** An endpoint that costs this much is not suggested. */
const TOO_MUCH = 1.5

/**
 * Creates a function that finds the endpoint that a request without a route may have meant.
 * @returns a function that returns the most similar endpoint as the README writes it, if one is similar at all:
 * `POST /communications/calls/{callId}/answer`.
 */
export function createClosestEndpointFinder(
  endpoints: readonly EndpointAddress[],
): (method: string, target: Pick<Target, 'segments' | 'beta'>) => string | undefined {
  return (method, { segments, beta }) => {
    let closest: string | undefined
    let lowest = TOO_MUCH
    for (const endpoint of endpoints) {
      const version = endpoint.betaOnly && !beta ? '/beta' : ''
      for (const path of [endpoint.path, ...(endpoint.alsoAt ?? [])]) {
        const cost = (method === endpoint.method ? 0 : OTHER_METHOD) + pathCost(segments, path.split('/').slice(1))
        if (cost >= lowest) continue
        lowest = cost
        closest = `${endpoint.method} ${version}${path.replaceAll(/:(\w+)/g, '{$1}')}`
      }
    }
    return closest
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
  const difference = textDifference(one, other)
  return difference > MAX_DIFFERENCE ? Number.POSITIVE_INFINITY : difference
}
