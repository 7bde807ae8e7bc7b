/** The items to page through: an array, or anything that can be iterated repeatedly in the same order. */
export interface PageSource<Item> extends Iterable<Item> {
  readonly length?: number
  /** Returns some of the items without iterating over those before them. Only where the length is known. */
  slice?(from: number, to: number): readonly Item[]
  /**
   * Lets a page begin after an item, so that items that come or go between two requests do not matter. Absent: a page begins
   * after a number of items.
   */
  readonly positions?: Positions<Item>
}

interface Positions<Item> {
  of(item: Item): string
  /** The items after the one that has, or had, the position. */
  after(position: string): PageSource<Item>
}

/** The items of a source that meet a condition. */
export function filterSource<Item>(source: PageSource<Item>, isIncluded: (item: Item) => boolean): PageSource<Item> {
  const { positions } = source
  return {
    *[Symbol.iterator]() {
      for (const item of source) if (isIncluded(item)) yield item
    },
    ...(positions && {
      positions: { of: positions.of, after: (position: string) => filterSource(positions.after(position), isIncluded) },
    }),
  }
}

/** Reads all items of a source once, so that they can be counted and then cut. */
export function gather<Item>(source: PageSource<Item>): PageSource<Item> {
  const items = [...source]
  return {
    [Symbol.iterator]: () => items[Symbol.iterator](),
    length: items.length,
    slice: (from, to) => items.slice(from, to),
    ...(source.positions && { positions: source.positions }),
  }
}

export function countItems<Item>(source: PageSource<Item>): number {
  if (source.length !== undefined) return source.length
  let count = 0
  for (const _ of source) count++
  return count
}

export function cut<Item>(
  source: PageSource<Item>,
  from: number,
  size: number,
): { readonly items: readonly Item[]; readonly more: boolean } {
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
