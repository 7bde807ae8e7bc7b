import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import { navigationOf } from '../../edm/schema.ts'
import { withSkipToken } from './page.ts'
import type { ExpandRules, Expansion, Query } from './query.ts'
import { toSkipToken } from './skip-token.ts'

/** What is needed to cut expanded collections and to link to the rest of them. */
export interface InlinePages {
  /** The type of the value. */
  readonly type: string
  readonly rules: ExpandRules | undefined
  /** Where the value is, without a query: `https://graph.microsoft.com/v1.0/communications/callRecords/…`. */
  readonly url: string
  /** How many items of each the client prefers. */
  readonly preferredPageSize?: number
}

/**
 * Leaves of a serialized value what `$select` names, in its expanded members too. Annotations of the value stay, and so
 * does what is expanded; the `id` stays only if it is selected.
 * @param pages Cuts expanded collections to the sizes that the rules give, and adds an `@odata.nextLink` for the rest.
 * @see https://learn.microsoft.com/graph/query-parameters#select-parameter
 */
export function shape(value: JsonObject, query: Query, pages?: InlinePages): JsonObject {
  const { select, expand = [] } = query
  if (!select && expand.length === 0) return value
  const chosen = select && !select.includes('*') ? toTree(select) : undefined
  const shaped: Record<string, Json | undefined> = {}
  for (const [name, member] of Object.entries(value)) {
    const [owner = ''] = name.split('@')
    const expansion = expand.find(({ property }) => property === owner)
    if (expansion && owner === name) writeExpanded(expansion, value, pages, shaped)
    else if (expansion || !chosen || owner === '') shaped[name] = member
    else if (chosen.has(owner)) shaped[name] = pickInside(member, chosen.get(name))
  }
  return shaped
}

/** The selected names, each with the paths that go on from it; none where the whole member is selected. */
function toTree(select: readonly string[]): ReadonlyMap<string, readonly string[] | undefined> {
  const tree = new Map<string, readonly string[] | undefined>()
  for (const path of select) {
    const [name = '', rest] = path.split(/\/(.*)/s)
    const whole = rest === undefined || (tree.has(name) && tree.get(name) === undefined)
    tree.set(name, whole ? undefined : [...(tree.get(name) ?? []), rest])
  }
  return tree
}

function pickInside(member: Json | undefined, select: readonly string[] | undefined): Json | undefined {
  if (!select || member === undefined) return member
  return eachObject(member, (item) => shape(item, { select }))
}

function writeExpanded(
  expansion: Expansion,
  value: JsonObject,
  pages: InlinePages | undefined,
  shaped: Record<string, Json | undefined>,
): void {
  const { property } = expansion
  const rules = pages?.rules?.[property]
  const whole = value[property] ?? null
  const size = rules?.pageSize && Math.min(rules.pageSize, pages?.preferredPageSize ?? rules.pageSize)
  const cut = isJsonList(whole) && size !== undefined && whole.length > size ? whole.slice(0, size) : whole
  const type = pages && navigationOf(pages.type).find(({ name }) => name === property)?.type
  const inner = (item: JsonObject): InlinePages | undefined =>
    pages && type
      ? { ...pages, type, rules: rules?.expand, url: `${pages.url}/${property}/${String(item.id)}` }
      : undefined
  shaped[property] = eachObject(cut, (item) => shape(item, expansion, inner(item)))
  if (cut === whole || !pages || !type || size === undefined) return
  const query = toOptions(expansion).join('&')
  const rest = `${pages.url}/${property}${query && `?${query}`}`
  shaped[`${property}@odata.nextLink`] = withSkipToken(rest, toSkipToken(size, type, expansion))
}

/** The options of an expansion, as a query has them. */
function toOptions({ select, expand }: Query): string[] {
  const nested = expand?.map((one) => {
    const options = toOptions(one)
    return options.length > 0 ? `${one.property}(${options.join(';')})` : one.property
  })
  return [...(select ? [`$select=${select.join(',')}`] : []), ...(nested ? [`$expand=${nested.join(',')}`] : [])]
}

function eachObject(value: Json, change: (item: JsonObject) => JsonObject): Json {
  if (isJsonList(value)) return value.map((item) => (isJsonObject(item) ? change(item) : item))
  return isJsonObject(value) ? change(value) : value
}

function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
