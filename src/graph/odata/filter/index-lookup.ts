import type { FilterNode } from './filter.ts'

/** The range of a date-time (epoch milliseconds), in OData's comparisons. All of them hold. */
export interface InstantBounds {
  readonly ge?: number
  readonly gt?: number
  readonly le?: number
  readonly lt?: number
}

/** The indexed members: a date-time property, and a text property of the items of a collection. */
export interface IndexedMembers {
  readonly instant: string
  readonly collection: string
  readonly property: string
}

/** What a filter demands of the indexed members, so that only the entries of indexes have to be read. */
export interface IndexLookup {
  readonly bounds: InstantBounds
  /** Texts that items of the collection must have. Each needs an item. */
  readonly values: readonly string[]
  /** Whether that is the whole filter. Otherwise the filter still has to be applied. */
  readonly exact: boolean
}

/** Turns conditions that are joined by `and` into an index lookup. */
export function toIndexLookup(filter: FilterNode | undefined, indexed: IndexedMembers): IndexLookup {
  const demands = conditionsOf(filter).map((condition) => demandsOf(condition, indexed))
  return {
    bounds: demands.reduce<InstantBounds>((all, { bounds = {} }) => intersect(all, bounds), {}),
    values: [...new Set(demands.flatMap(({ values = [] }) => values))],
    exact: demands.every(({ exact }) => exact),
  }
}

function conditionsOf(filter: FilterNode | undefined): readonly FilterNode[] {
  if (!filter) return []
  return filter.kind === 'and' ? filter.nodes.flatMap(conditionsOf) : [filter]
}

function demandsOf(condition: FilterNode, indexed: IndexedMembers): Partial<IndexLookup> {
  const bounds = boundsOf(condition, indexed.instant)
  if (bounds) return { bounds, exact: true }
  if (condition.kind !== 'any' || condition.path.variable !== undefined) return {}
  // A condition inside `any` that is about the filtered item, not about the collection's, has to hold as well.
  const inside = conditionsOf(condition.node)
  const isIndexed = condition.path.segments.join('/') === indexed.collection
  const values = isIndexed ? inside.flatMap((one) => valuesIn(one, condition.variable, indexed.property)) : []
  return {
    bounds: inside.reduce<InstantBounds>((all, one) => intersect(all, boundsOf(one, indexed.instant) ?? {}), {}),
    values,
    exact: values.length === 1 && inside.length === 1,
  }
}

function boundsOf(condition: FilterNode, property: string): InstantBounds | undefined {
  if (condition.kind !== 'compare' || condition.path.variable !== undefined) return undefined
  const { path, operator, literal } = condition
  const { kind, value } = literal
  if (path.segments.length !== 1 || path.segments[0] !== property) return undefined
  if (kind !== 'dateTime' || typeof value !== 'number' || operator === 'eq' || operator === 'ne') return undefined
  return { [operator]: value }
}

function intersect(one: InstantBounds, other: InstantBounds): InstantBounds {
  const ge = Math.max(one.ge ?? Number.NEGATIVE_INFINITY, other.ge ?? Number.NEGATIVE_INFINITY)
  const gt = Math.max(one.gt ?? Number.NEGATIVE_INFINITY, other.gt ?? Number.NEGATIVE_INFINITY)
  const le = Math.min(one.le ?? Number.POSITIVE_INFINITY, other.le ?? Number.POSITIVE_INFINITY)
  const lt = Math.min(one.lt ?? Number.POSITIVE_INFINITY, other.lt ?? Number.POSITIVE_INFINITY)
  return {
    ...(ge > Number.NEGATIVE_INFINITY && { ge }),
    ...(gt > Number.NEGATIVE_INFINITY && { gt }),
    ...(le < Number.POSITIVE_INFINITY && { le }),
    ...(lt < Number.POSITIVE_INFINITY && { lt }),
  }
}

function valuesIn(condition: FilterNode, variable: string, property: string): readonly string[] {
  if (condition.kind !== 'compare' || condition.operator !== 'eq') return []
  const { path, literal } = condition
  const isProperty = path.variable === variable && path.segments.join('/') === property
  return isProperty && literal.kind === 'string' && typeof literal.value === 'string' ? [literal.value] : []
}

/** Whether a filter needs a property of the filtered item. */
export function filterMentions(filter: FilterNode | undefined, property: string): boolean {
  if (!filter) return false
  if ('nodes' in filter) return filter.nodes.some((node) => filterMentions(node, property))
  if ('path' in filter && filter.path.variable === undefined && filter.path.segments[0] === property) return true
  return 'node' in filter && filterMentions(filter.node, property)
}
