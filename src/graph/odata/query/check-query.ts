import { resolvePath } from '../../edm/resolve-path.ts'
import { navigationOf } from '../../edm/schema.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { checkFilter } from '../filter/check-filter.ts'
import { OPTION_NAMES, type OptionName, type Query, type QueryExpansion, type QueryRules } from './query.ts'

/**
 * Checks a query against what a resource supports.
 * @param typeName The type of the resource.
 * @param rules Absent: nothing is supported.
 * @throws GraphError, in Graph's words, for an option or a property that the resource does not support.
 */
export function checkQuery(query: Query, typeName: string, rules: QueryRules = { options: [] }): void {
  for (const name of OPTION_NAMES) {
    const allowed = rules.options.includes(name) || name === 'format' || (name === 'skiptoken' && rules.pageSize)
    if (query[name] !== undefined && !allowed && name !== 'expand') throw graphErrors.queryOptionNotAllowed(`$${name}`)
  }
  for (const path of query.select ?? []) {
    if (path !== '*') resolvePath(typeName, path.split('/'), graphErrors.unknownSelection)
  }
  if (query.filter) checkFilter(query.filter, typeName, rules.filter)
  for (const { path } of query.orderby ?? []) checkOrder(path, typeName)
  const names = (query.expand ?? []).map(({ property }) => `'${property}'`)
  if (rules.expandsOne && names.length > 1) {
    throw graphErrors.invalidSelectOrExpand(
      `Only one relationship can be expanded in a request, not ${names.join(' and ')}. Send a request for each.`,
    )
  }
  for (const expansion of query.expand ?? []) checkExpansion(expansion, typeName, rules)
}

function checkOrder(path: readonly string[], typeName: string): void {
  const refuse = (problem: string) => graphErrors.invalidQueryOption('$orderby', path.join('/'), problem)
  const { member, throughCollection } = resolvePath(typeName, path, (name, type) =>
    refuse(`Could not find a property named '${name}' on type '${type}'.`),
  )
  if (throughCollection || member?.collection) throw refuse('Items cannot be sorted by a collection.')
}

function checkExpansion(expansion: QueryExpansion, typeName: string, { options, expand }: QueryRules): void {
  const { property } = expansion
  resolvePath(typeName, [property], graphErrors.unknownSelection)
  const target = navigationOf(typeName).find(({ name }) => name === property)?.type
  if (!target) {
    throw graphErrors.invalidSelectOrExpand(
      `Property '${property}' on type '${typeName}' is not a navigation property or complex property. Only navigation properties can be expanded.`,
    )
  }
  const rules = expand && Object.hasOwn(expand, property) ? expand[property] : undefined
  if (!rules || !options.includes('expand')) throw graphErrors.expandNotSupported(property)
  const nested: OptionName[] = []
  if (rules.select) nested.push('select')
  if (rules.expand) nested.push('expand')
  checkQuery(expansion, target, { options: nested, ...(rules.expand && { expand: rules.expand }) })
}
