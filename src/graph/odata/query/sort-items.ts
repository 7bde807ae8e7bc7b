import type { Json, JsonObject } from '../../../engine/values/json.ts'
import { resolvePath } from '../../edm/resolve-path.ts'
import { toInstant } from '../json/date-time.ts'
import type { OrderTerm } from './query.ts'

/**
 * Sorts items as `$orderby` says. Items with equal keys keep their order.
 * @param type The type of the items.
 * @param read Returns an item as `$orderby` sees it.
 */
export function sortItems<Item>(
  items: Iterable<Item>,
  orderby: readonly OrderTerm[],
  type: string,
  read: (item: Item) => JsonObject,
): readonly Item[] {
  const readers = orderby.map((term) => toKeyReader(term, type))
  const keyed = Array.from(items, (item) => {
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

type Key = string | number | boolean | null

function toKeyReader({ path }: OrderTerm, type: string): (value: JsonObject) => Key {
  const { member } = resolvePath(type, path, (name) => new Error(`$orderby: '${name}' has not been checked.`))
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

/** Null comes first. Text is compared by its UTF-16 code units, which gives the same order on every machine. */
function compareKeys(left: Key, right: Key): number {
  if (left === right) return 0
  if (left === null) return -1
  if (right === null) return 1
  return left < right ? -1 : 1
}
