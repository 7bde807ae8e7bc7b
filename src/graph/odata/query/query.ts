import { navigationOf } from '../../edm/schema.ts'
import { GraphError } from '../../errors/errors.ts'
import { checkFilter, type FilterRules } from '../filter/check-filter.ts'
import { type Expansion, OPTION_NAMES, type OptionName, type Query, readOptions } from './query-options.ts'
import { resolvePath } from './resolve-path.ts'

export type { Expansion, OrderTerm, Query } from './query-options.ts'

/**
 * Reads the query options of a URL.
 *
 * @param search The part of the URL from its `?`, still encoded; may be empty.
 * @param options.bare Whether options are known without their `$` too, as on /beta. Other names without `$` are ignored.
 * @throws GraphError for an unknown `$name`, for an option that is given twice and for a value that cannot be read.
 * @see https://learn.microsoft.com/graph/query-parameters
 */
export function parseQuery(search: string, { bare }: { readonly bare: boolean }): Query {
  if (search === '' || search === '?') return {}
  const given = new Map<OptionName, string>()
  for (const [encodedName, encodedValue] of splitSearch(search)) {
    const text = decode(encodedName) ?? encodedName
    const name = toOptionName(text, bare)
    if (!name) continue
    const value = decode(encodedValue)
    if (value === undefined)
      throw new GraphError('invalidQueryOption', text, encodedValue, 'Its percent-encoding is broken.')
    if (given.has(name)) throw new GraphError('duplicateQueryOption', `$${name}`)
    given.set(name, value)
  }
  return readOptions(given, bare)
}

/** The query options that a resource supports. Whatever is not named here is refused. */
export interface QueryRules {
  /** `format` always is, and so is `skiptoken` where there are pages. */
  readonly options: readonly OptionName[]
  /** The navigation properties that can be expanded, and the options that each takes. */
  readonly expand?: ExpandRules
  /** Without it, a filter may use everything that can be read. */
  readonly filter?: FilterRules
  /** How many items a page has, if there are pages. */
  readonly pageSize?: number
  /** The most that a client can ask for; `pageSize` unless given. */
  readonly maxPageSize?: number
}

export interface ExpandRules {
  readonly [property: string]: {
    readonly select?: true
    readonly expand?: ExpandRules
    /** How many items are shown inline; the others follow by a link. */
    readonly pageSize?: number
  }
}

/**
 * @param typeName The type of what is asked for.
 * @param rules Without them, nothing is supported.
 * @throws GraphError, in Graph's words, for an option or a property that the resource does not support.
 */
export function checkQuery(query: Query, typeName: string, rules: QueryRules = { options: [] }): void {
  for (const name of OPTION_NAMES) {
    const allowed = rules.options.includes(name) || name === 'format' || (name === 'skiptoken' && rules.pageSize)
    if (query[name] !== undefined && !allowed && name !== 'expand') throw new GraphError('queryNotAllowed', `$${name}`)
  }
  const refuse = (name: string, type: string) => new GraphError('unknownSelection', name, type)
  for (const path of query.select ?? []) if (path !== '*') resolvePath(typeName, path.split('/'), refuse)
  if (query.filter) checkFilter(query.filter, typeName, rules.filter)
  for (const { path } of query.orderby ?? []) checkOrder(path, typeName)
  for (const expansion of query.expand ?? []) checkExpansion(expansion, typeName, rules)
}

function checkOrder(path: readonly string[], typeName: string): void {
  const refuse = (problem: string) => new GraphError('invalidQueryOption', '$orderby', path.join('/'), problem)
  const { member, throughCollection } = resolvePath(typeName, path, (name, type) =>
    refuse(`Could not find a property named '${name}' on type '${type}'.`),
  )
  if (throughCollection || member?.collection) throw refuse('Collections have no order.')
}

function checkExpansion(expansion: Expansion, typeName: string, { options, expand }: QueryRules): void {
  const { property } = expansion
  resolvePath(typeName, [property], (name, type) => new GraphError('unknownSelection', name, type))
  const target = navigationOf(typeName).find(({ name }) => name === property)?.type
  if (!target) {
    const problem = `Property '${property}' on type '${typeName}' is not a navigation property or complex property. Only navigation properties can be expanded.`
    throw new GraphError('badSelectOrExpand', problem)
  }
  const rules = expand && Object.hasOwn(expand, property) ? expand[property] : undefined
  if (!rules || !options.includes('expand')) throw new GraphError('expandNotSupported', property)
  const nested: OptionName[] = []
  if (rules.select) nested.push('select')
  if (rules.expand) nested.push('expand')
  checkQuery(expansion, target, { options: nested, ...(rules.expand && { expand: rules.expand }) })
}

/** The pairs of a query, still encoded. */
export function splitSearch(search: string): (readonly [name: string, value: string])[] {
  const pairs = search.replace(/^\?/, '').split('&')
  return pairs
    .filter((pair) => pair !== '')
    .map((pair) => {
      const end = pair.includes('=') ? pair.indexOf('=') : pair.length
      return [pair.slice(0, end), pair.slice(end + 1)] as const
    })
}

/** The option that a decoded name stands for, whatever its case. */
function toOptionName(text: string, bare: boolean): OptionName | undefined {
  const marked = text.startsWith('$')
  if (!marked && !bare) return undefined
  const lower = text.slice(marked ? 1 : 0).toLowerCase()
  const name = OPTION_NAMES.find((known) => known === lower)
  if (marked && !name) throw new GraphError('queryNotAllowed', text)
  return name
}

/** A plus sign is a space, as in `%20`. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
