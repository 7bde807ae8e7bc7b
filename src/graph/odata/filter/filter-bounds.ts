import type { FilterNode } from './filter.ts'

/** Between which instants (epoch milliseconds) a property has to lie, in OData's comparisons: all that are given hold. */
export interface InstantBounds {
  readonly ge?: number
  readonly gt?: number
  readonly le?: number
  readonly lt?: number
}

/** What is indexed: a date-time property, and a text property of the items of a collection. */
export interface Indexed {
  readonly instant: string
  readonly collection: string
  readonly property: string
}

/** What a filter demands of what is indexed: whoever has the indexes looks there only. */
export interface LookUp {
  readonly bounds: InstantBounds
  /** The texts of which the collection has to have an item each. */
  readonly sought: readonly string[]
  /** Whether that is all that the filter demands. Otherwise the filter itself still decides. */
  readonly exact: boolean
}

/** What conditions joined by `and` demand of what is indexed. */
export function toLookUp(filter: FilterNode | undefined, indexed: Indexed): LookUp {
  const demands = conditionsOf(filter).map((condition) => demandsOf(condition, indexed))
  return {
    bounds: demands.reduce<InstantBounds>((all, { bounds = {} }) => narrower(all, bounds), {}),
    sought: [...new Set(demands.flatMap(({ sought = [] }) => sought))],
    exact: demands.every(({ exact }) => exact),
  }
}

function conditionsOf(filter: FilterNode | undefined): readonly FilterNode[] {
  if (!filter) return []
  return filter.kind === 'and' ? filter.nodes.flatMap(conditionsOf) : [filter]
}

function demandsOf(condition: FilterNode, indexed: Indexed): Partial<LookUp> {
  const bounds = boundsOf(condition, indexed.instant)
  if (bounds) return { bounds, exact: true }
  if (condition.kind !== 'any' || condition.path.variable !== undefined) return {}
  // What has to hold for one item, of whatever collection, and is not about the item, has to hold.
  const inside = conditionsOf(condition.node)
  const ofItem = condition.path.segments.join('/') === indexed.collection
  const sought = ofItem ? inside.flatMap((one) => soughtIn(one, condition.variable, indexed.property)) : []
  return {
    bounds: inside.reduce<InstantBounds>((all, one) => narrower(all, boundsOf(one, indexed.instant) ?? {}), {}),
    sought,
    exact: sought.length === 1 && inside.length === 1,
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

function narrower(one: InstantBounds, other: InstantBounds): InstantBounds {
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

function soughtIn(condition: FilterNode, variable: string, property: string): readonly string[] {
  if (condition.kind !== 'compare' || condition.operator !== 'eq') return []
  const { path, literal } = condition
  const isProperty = path.variable === variable && path.segments.join('/') === property
  return isProperty && literal.kind === 'string' && typeof literal.value === 'string' ? [literal.value] : []
}

/** Whether a filter needs to know a property of what is filtered. */
export function asksOf(filter: FilterNode | undefined, property: string): boolean {
  if (!filter) return false
  if ('nodes' in filter) return filter.nodes.some((node) => asksOf(node, property))
  if ('path' in filter && filter.path.variable === undefined && filter.path.segments[0] === property) return true
  return 'node' in filter && asksOf(filter.node, property)
}
