import type { FilterNode } from './filter.ts'

/** Between which instants (epoch milliseconds) a property has to lie. */
export interface InstantBounds {
  readonly ge?: number
  readonly le?: number
}

/**
 * What a filter demands of a date-time property, as far as conditions joined by `and` say it: whoever has an index looks
 * there only. The filter itself still decides.
 */
export function boundsOf(filter: FilterNode | undefined, property: string): InstantBounds {
  if (filter?.kind === 'and') return filter.nodes.map((node) => boundsOf(node, property)).reduce(narrower, {})
  if (filter?.kind !== 'compare' || filter.path.variable !== undefined) return {}
  const { path, operator, literal } = filter
  const { kind, value } = literal
  if (path.segments.length !== 1 || path.segments[0] !== property) return {}
  if (kind !== 'dateTime' || typeof value !== 'number' || operator === 'eq' || operator === 'ne') return {}
  return operator === 'ge' || operator === 'gt' ? { ge: value } : { le: value }
}

function narrower(one: InstantBounds, other: InstantBounds): InstantBounds {
  const ge = Math.max(one.ge ?? Number.NEGATIVE_INFINITY, other.ge ?? Number.NEGATIVE_INFINITY)
  const le = Math.min(one.le ?? Number.POSITIVE_INFINITY, other.le ?? Number.POSITIVE_INFINITY)
  return { ...(ge > Number.NEGATIVE_INFINITY && { ge }), ...(le < Number.POSITIVE_INFINITY && { le }) }
}

/** Whether a filter needs to know a property of what is filtered. */
export function asksOf(filter: FilterNode | undefined, property: string): boolean {
  if (!filter) return false
  if ('nodes' in filter) return filter.nodes.some((node) => asksOf(node, property))
  if ('path' in filter && filter.path.variable === undefined && filter.path.segments[0] === property) return true
  return 'node' in filter && asksOf(filter.node, property)
}
