import type { GraphError } from '../graph/errors/graph-error.ts'
import { graphErrors } from '../graph/errors/graph-errors.ts'
import type { FilterNode, Path } from '../graph/odata/filter/filter.ts'
import type { Literal } from '../graph/odata/filter/filter-cursor.ts'
import { parseQuery } from '../graph/odata/query/parse-query.ts'
import { subscriptionErrors } from './errors.ts'
import {
  formatTemplate,
  type ResourceFilter,
  SUBSCRIBABLE_RESOURCES,
  type SubscribableResource,
} from './subscribable-resources.ts'

/** The resource of a subscription. */
interface SubscribedResource {
  readonly rules: SubscribableResource
  /** The values in its filter, as written. Absent: there is no filter. */
  readonly values?: readonly string[]
}

/**
 * Parses the `resource` of a subscription.
 * @throws GraphError for a resource without change notifications, and for a filter that Graph does not document.
 */
export function parseSubscribedResource(resource: string): SubscribedResource {
  const [path = '', ...search] = resource.split('?')
  const named = SUBSCRIBABLE_RESOURCES.filter((subscribable) => isAt(path, subscribable))
  const [rules] = named
  if (!rules) {
    const problem = `'${resource}' cannot be subscribed to. Use ${SUBSCRIBABLE_RESOURCES.map(formatTemplate).join(', ')}.`
    throw subscriptionErrors.invalidSubscription('resource', problem)
  }
  const { filter, ...others } = parseQuery(search.join('?'), { bare: false })
  const other = Object.keys(others)[0] ?? (filter && !rules.filter ? 'filter' : undefined)
  if (other !== undefined) throw graphErrors.queryOptionNotAllowed(`$${other}`)
  if (!rules.filter || (!filter && rules.filter.optional)) return { rules }
  if (!filter) throw refuse(`'${resource}' lacks its filter`, rules)
  const values = valuesOf(filter, undefined, rules.filter)
  if (!values) throw refuse('its filter is not supported', rules)
  const { maxValues = values.length } = rules.filter
  if (values.length > maxValues) {
    throw refuse(`its filter names ${values.length} values; at most ${maxValues} are allowed`, rules)
  }
  return { rules, values }
}

/** A slash at the beginning or the end is ignored. */
function isAt(path: string, { template }: SubscribableResource): boolean {
  const pattern = template.replace(/[.()]/g, '\\$&').replace(/\{\w+\}/g, template.includes('(') ? '.+' : '[^/]+')
  return new RegExp(`^/?${pattern}/?$`, 'i').test(path)
}

/**
 * @param variable The variable of the enclosing `any`.
 * @returns the values in the filter, or `undefined` when the filter has another form.
 */
function valuesOf(
  node: FilterNode,
  variable: string | undefined,
  rules: ResourceFilter,
): readonly string[] | undefined {
  const { collection, property } = rules
  const isProperty = (path: Path) =>
    (collection === undefined || variable !== undefined) && isPath(path, variable, property)
  switch (node.kind) {
    case 'or': {
      const parts = node.nodes.map((one) => valuesOf(one, variable, rules))
      return parts.every((part) => part !== undefined) ? parts.flat() : undefined
    }
    case 'any':
      return collection !== undefined && node.node && variable === undefined && isPath(node.path, undefined, collection)
        ? valuesOf(node.node, node.variable, rules)
        : undefined
    case 'compare':
      return node.operator === 'eq' && isProperty(node.path) ? textsOf([node.literal]) : undefined
    case 'in':
      return isProperty(node.path) ? textsOf(node.literals) : undefined
    default:
      return undefined
  }
}

/** Graph's own examples differ in the case of property names. */
function isPath({ variable, segments: [only, ...more] }: Path, expected: string | undefined, name: string): boolean {
  return variable === expected && more.length === 0 && only?.toLowerCase() === name.toLowerCase()
}

function textsOf(literals: readonly Literal[]): readonly string[] | undefined {
  const texts = literals.flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
  return texts.length === literals.length ? texts : undefined
}

function refuse(problem: string, rules: SubscribableResource): GraphError {
  return subscriptionErrors.invalidSubscription('resource', `${problem}. Use ${formatTemplate(rules)}.`)
}
