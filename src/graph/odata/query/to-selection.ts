import { navigationOf } from '../../edm/schema.ts'
import { contextSuffix } from '../json/context-url.ts'
import { EVERYTHING, type Expansion, type Selection } from '../json/selection.ts'
import type { ExpandRules, Query, QueryExpansion } from './query.ts'
import { toSkipToken, withSkipToken } from './skip-token.ts'

/** How many items of expanded collections are written. */
interface InlinePages {
  readonly rules: ExpandRules | undefined
  /** The page size that the client prefers. */
  readonly preferred: number | undefined
}

/**
 * Prepares `$select` and `$expand` for the writer.
 *
 * What is expanded is written even if it is not selected; `id` is written only if it is selected.
 * @param typeName The type that the query's names belong to.
 * @param pages Absent: expanded collections are written whole.
 * @see https://learn.microsoft.com/graph/query-parameters#select-parameter
 */
export function toSelection({ select, expand }: Query, typeName: string, pages?: InlinePages): Selection {
  if (!select && !expand) return EVERYTHING
  const expansions = expand?.map((one) => [one.property, toExpansion(one, typeName, pages)] as const)
  return {
    ...(select && !select.includes('*') && { members: toMembers(select) }),
    ...(expansions && { expansions: new Map(expansions) }),
  }
}

/** The selected names, each with the paths that continue from it. */
function toMembers(select: readonly string[]): ReadonlyMap<string, Selection> {
  const paths = new Map<string, readonly string[] | 'whole'>()
  for (const path of select) {
    const [name = '', rest] = path.split(/\/(.*)/s)
    const before = paths.get(name) ?? []
    paths.set(name, rest === undefined || before === 'whole' ? 'whole' : [...before, rest])
  }
  return new Map(
    Array.from(paths, ([name, inside]) => [name, inside === 'whole' ? EVERYTHING : { members: toMembers(inside) }]),
  )
}

function toExpansion(expansion: QueryExpansion, parentType: string, pages: InlinePages | undefined): Expansion {
  const { property } = expansion
  const type = navigationOf(parentType).find(({ name }) => name === property)?.type
  const rules = pages?.rules?.[property]
  const size = rules?.pageSize && Math.min(rules.pageSize, pages?.preferred ?? rules.pageSize)
  return {
    ...(type !== undefined && toSelection(expansion, type, pages && { ...pages, rules: rules?.expand })),
    contextSuffix: contextSuffix(expansion),
    ...(type !== undefined && size && { page: { size, nextLink: (url) => nextLink(url, expansion, type, size) } }),
  }
}

function nextLink(parentUrl: string, expansion: QueryExpansion, type: string, size: number): string {
  const options = toOptions(expansion).join('&')
  const url = `${parentUrl}/${expansion.property}${options && `?${options}`}`
  return withSkipToken(url, toSkipToken(size, type, expansion))
}

/** The options of an expansion, as a query has them. */
function toOptions({ select, expand }: Query): string[] {
  const nested = expand?.map((one) => {
    const options = toOptions(one)
    return options.length > 0 ? `${one.property}(${options.join(';')})` : one.property
  })
  return [...(select ? [`$select=${select.join(',')}`] : []), ...(nested ? [`$expand=${nested.join(',')}`] : [])]
}
