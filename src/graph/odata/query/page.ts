import type { Json, JsonObject } from '../../../engine/values/json.ts'
import { resolvePath } from '../../edm/resolve-path.ts'
import { matches } from '../filter/matches.ts'
import { toInstant } from '../json/date-time.ts'
import type { OrderTerm, Query } from './query.ts'
import { readSkipToken, toSkipToken } from './skip-token.ts'
import { splitSearch } from './split-search.ts'

/** What there is to page through: an array, or anything that can be gone through again and again in the same order. */
export interface Source<Item> extends Iterable<Item> {
  readonly length?: number
  /** Where the length is known: cuts out a part without going through what comes before it. */
  slice?(from: number, to: number): readonly Item[]
  /** Where pages go on after an item, so that nothing that comes or goes between them matters. Absent: by counting. */
  readonly places?: Places<Item>
}

interface Places<Item> {
  of(item: Item): string
  /** What comes after the item that has, or had, the place. */
  after(place: string): Source<Item>
}

export interface PageOptions<Item> {
  /** The type of the items. */
  readonly type: string
  /** Whether the source holds only what the filter lets through. Default: false. */
  readonly isFiltered?: boolean
  /** An item as it is filtered and ordered: members may be missing if the query does not name them. */
  readonly read: (item: Item) => JsonObject
  readonly query: Query
  /** The whole URL of the request, query included: links repeat it. */
  readonly url: string
  /** How many items a page has, and how many at most; everything is on one page without it. */
  readonly pageSize?: number
  readonly maxPageSize?: number
  /** What the client prefers: `Prefer: odata.maxpagesize=…`. */
  readonly preferredPageSize?: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** How many items there are on all pages, if that was asked for. */
  readonly count?: number
  /** Absent on the last page. */
  readonly nextLink?: string
}

/**
 * Filters, orders, counts and cuts, in this order. `$top` is a page's size, as Graph has it, not a limit on the whole.
 * Items are looked at only as far as the page needs, unless they have to be ordered or counted.
 * @throws GraphError for a `$skiptoken` that did not come from this query.
 * @see https://learn.microsoft.com/graph/paging
 */
export function takePage<Item>(source: Source<Item>, options: PageOptions<Item>): Page<Item> {
  const { query, url, type } = options
  const ordered = toOrdered(toMatching(source, options), options)
  const count = query.count ? countOf(ordered) : undefined
  const begin = query.skiptoken === undefined ? (query.skip ?? 0) : readSkipToken(query.skiptoken, type, query)
  const size = sizeOf(options)
  const { items, more } = typeof begin === 'number' ? cut(ordered, begin, size) : cut(after(ordered, begin), 0, size)
  const last = items.at(-1)
  const end = ordered.places && last !== undefined ? ordered.places.of(last) : Number(begin) + size
  return {
    items,
    ...(count !== undefined && { count }),
    ...(more && { nextLink: withSkipToken(url, toSkipToken(end, type, query)) }),
  }
}

function after<Item>(source: Source<Item>, place: string): Source<Item> {
  return source.places?.after(place) ?? source
}

/** A link to the rest of what `url` leads to. */
export function withSkipToken(url: string, token: string): string {
  const [path = '', search = ''] = url.replace(/#.*$/s, '').split(/\?(.*)/s)
  const kept = splitSearch(search).filter(([name]) => !/^(\$|%24)?skiptoken$/i.test(name))
  const pairs = [...kept.map(([name, value]) => `${name}=${value}`), `$skiptoken=${token}`]
  return `${path}?${pairs.join('&')}`
}

function sizeOf({ query, pageSize, maxPageSize = pageSize, preferredPageSize }: PageOptions<never>): number {
  const asked = Math.min(query.top ?? Number.POSITIVE_INFINITY, preferredPageSize ?? Number.POSITIVE_INFINITY)
  const size = asked === Number.POSITIVE_INFINITY ? (pageSize ?? asked) : asked
  return Math.min(size, maxPageSize ?? size)
}

function toMatching<Item>(
  source: Source<Item>,
  { query: { filter }, isFiltered, read }: PageOptions<Item>,
): Source<Item> {
  return filter && !isFiltered ? those(source, (item) => matches(filter, read(item))) : source
}

/** The items of a source that meet a condition. */
export function those<Item>(source: Source<Item>, isMeant: (item: Item) => boolean): Source<Item> {
  const { places } = source
  return {
    *[Symbol.iterator]() {
      for (const item of source) if (isMeant(item)) yield item
    },
    ...(places && { places: { of: places.of, after: (place: string) => those(places.after(place), isMeant) } }),
  }
}

function toOrdered<Item>(source: Source<Item>, { query, read, type }: PageOptions<Item>): Source<Item> {
  const { orderby } = query
  // Counting goes through all of them anyway: once is enough.
  if (!orderby) return query.count && source.length === undefined ? gathered(source) : source
  const readers = orderby.map((term) => toKeyReader(term, type))
  const keyed = Array.from(source, (item) => {
    const value = read(item)
    return { item, keys: readers.map((readKey) => readKey(value)) }
  })
  const compare = (left: readonly Key[], right: readonly Key[]) => {
    for (const [index, { descending }] of orderby.entries()) {
      const order = compareKeys(left[index] ?? null, right[index] ?? null)
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }
  return keyed.sort((left, right) => compare(left.keys, right.keys)).map(({ item }) => item)
}

function gathered<Item>(source: Source<Item>): Source<Item> {
  const items = [...source]
  return {
    [Symbol.iterator]: () => items[Symbol.iterator](),
    length: items.length,
    slice: (from, to) => items.slice(from, to),
    ...(source.places && { places: source.places }),
  }
}

type Key = string | number | boolean | null

function toKeyReader({ path }: OrderTerm, type: string): (value: JsonObject) => Key {
  const { member } = resolvePath(type, path, (name) => new Error(`'${name}' was not checked before it is ordered by.`))
  const isDate = member?.type === 'Edm.DateTimeOffset'
  return (value) => {
    let at: Json | undefined = value
    for (const name of path) at = isObjectWith(at, name) ? at[name] : null
    if (isDate && typeof at === 'string') return toInstant(at)
    return typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? at : null
  }
}

function isObjectWith(value: Json | undefined, name: string): value is JsonObject {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
}

/** Null comes before everything else; text goes by its UTF-16 code units, on every machine alike. */
function compareKeys(left: Key, right: Key): number {
  if (left === right) return 0
  if (left === null) return -1
  if (right === null) return 1
  return left < right ? -1 : 1
}

function countOf<Item>(source: Source<Item>): number {
  if (source.length !== undefined) return source.length
  let count = 0
  for (const _ of source) count++
  return count
}

function cut<Item>(source: Source<Item>, from: number, size: number): { items: readonly Item[]; more: boolean } {
  if (source.slice && source.length !== undefined) {
    return { items: source.slice(from, from + size), more: source.length > from + size }
  }
  const items: Item[] = []
  let at = 0
  for (const item of source) {
    if (items.length === size) return { items, more: true }
    if (at++ >= from) items.push(item)
  }
  return { items, more: false }
}
