/** A range of the index, in OData's comparison operators. A key must meet all of them. */
export interface IndexRange {
  readonly ge?: number
  readonly gt?: number
  readonly le?: number
  readonly lt?: number
  /** Only keys after this one, which need not be in the index. */
  readonly after?: IndexKey
}

/** A page of a range: `limit` keys after the first `offset`. */
export interface IndexPage extends IndexRange {
  readonly offset?: number
  readonly limit?: number
}

export type IndexKey = readonly [at: number, id: string]

/**
 * An immutable index of ids, sorted by a number (such as a time) and then by id. A change copies one chunk and the list
 * of chunks. Reading a page does not visit the keys before it.
 */
export class SortedIndex {
  readonly #chunks: readonly Chunk[]
  /** The number of keys before each chunk. Computed on first use, because most versions of an index are never paged. */
  #starts: readonly number[] | undefined
  readonly size: number

  private constructor(chunks: readonly Chunk[], size: number) {
    this.#chunks = chunks
    this.size = size
  }

  static empty(): SortedIndex {
    return new SortedIndex([], 0)
  }

  /** @returns this same index when it has the key already. */
  insert(at: number, id: string): SortedIndex {
    const { place, chunk, position, found } = this.#locate(at, id)
    if (found) return this
    const ats = chunk.ats.toSpliced(position, 0, at)
    const ids = chunk.ids.toSpliced(position, 0, id)
    return new SortedIndex(this.#chunks.toSpliced(place, 1, ...split({ ats, ids })), this.size + 1)
  }

  /** Inserts many keys in any order. Sorts all keys once, which is faster than inserting them one by one. */
  insertAll(keys: readonly IndexKey[]): SortedIndex {
    if (keys.length === 0) return this
    const sorted = [...this, ...keys].sort(compareKeys)
    const distinct = sorted.filter((key, index) => index === 0 || compareKeys(sorted[index - 1] ?? key, key) !== 0)
    const chunks: Chunk[] = []
    for (let from = 0; from < distinct.length; from += CHUNK_SIZE) {
      const part = distinct.slice(from, from + CHUNK_SIZE)
      chunks.push({ ats: part.map(([at]) => at), ids: part.map(([, id]) => id) })
    }
    return new SortedIndex(chunks, distinct.length)
  }

  /** @returns this same index when it does not have the key. */
  remove(at: number, id: string): SortedIndex {
    const { place, chunk, position, found } = this.#locate(at, id)
    if (!found) return this
    const ats = chunk.ats.toSpliced(position, 1)
    const ids = chunk.ids.toSpliced(position, 1)
    return new SortedIndex(this.#chunks.toSpliced(place, 1, ...(ids.length > 0 ? [{ ats, ids }] : [])), this.size - 1)
  }

  has(at: number, id: string): boolean {
    return this.#locate(at, id).found
  }

  /** The number of keys in a range. */
  count(range: IndexRange): number {
    const [from, to] = this.#bounds(range)
    return Math.max(0, to - from)
  }

  range(page: IndexPage = {}): IndexKey[] {
    const { offset = 0, limit = this.size } = page
    const [from, to] = this.#bounds(page)
    return this.#slice(from + offset, Math.min(to, from + offset + limit))
  }

  [Symbol.iterator](): ArrayIterator<IndexKey> {
    return this.#slice(0, this.size).values()
  }

  toJSON(): IndexKey[] {
    return this.#slice(0, this.size)
  }

  /** The position of a key, or the position where it would be inserted. */
  #locate(at: number, id: string) {
    const isAfter = (chunk: Chunk | undefined) => chunk !== undefined && isBefore(at, id, chunk, 0)
    const place = Math.max(0, countWhile(this.#chunks.length, (index) => !isAfter(this.#chunks[index])) - 1)
    const chunk = this.#chunks[place] ?? NO_KEYS
    const after = countWhile(chunk.ids.length, (index) => !isBefore(at, id, chunk, index))
    const found = chunk.ats[after - 1] === at && chunk.ids[after - 1] === id
    return { place, chunk, position: found ? after - 1 : after, found }
  }

  /** A range as positions in the whole index; `to` is exclusive. */
  #bounds({ ge, gt, le, lt, after }: IndexRange): [from: number, to: number] {
    const from = [
      ...(ge === undefined ? [] : [this.#rank((at) => at < ge)]),
      ...(gt === undefined ? [] : [this.#rank((at) => at <= gt)]),
      ...(after === undefined ? [] : [this.#countThrough(...after)]),
    ]
    const to = [
      ...(le === undefined ? [] : [this.#rank((at) => at <= le)]),
      ...(lt === undefined ? [] : [this.#rank((at) => at < lt)]),
    ]
    return [Math.max(0, ...from), Math.min(this.size, ...to)]
  }

  /** The number of leading keys whose number meets the condition. */
  #rank(holds: (at: number) => boolean): number {
    const begin = (index: number) => this.#chunks[index]?.ats[0]
    const place = countWhile(this.#chunks.length, (index) => holds(begin(index) ?? Number.NaN)) - 1
    const ats = this.#chunks[place]?.ats ?? []
    return this.#startOf(place) + countWhile(ats.length, (index) => holds(ats[index] ?? Number.NaN))
  }

  /** The number of keys up to and including this one. */
  #countThrough(at: number, id: string): number {
    const { place, position, found } = this.#locate(at, id)
    return this.#startOf(place) + position + (found ? 1 : 0)
  }

  #startOf(place: number): number {
    if (!this.#starts) {
      let start = 0
      this.#starts = this.#chunks.map(({ ids }) => {
        start += ids.length
        return start - ids.length
      })
    }
    return this.#starts[place] ?? 0
  }

  #slice(from: number, to: number): IndexKey[] {
    const keys: IndexKey[] = []
    const first = Math.max(0, countWhile(this.#chunks.length, (place) => this.#startOf(place) <= from) - 1)
    let start = this.#startOf(first)
    for (let place = first; start < to && place < this.#chunks.length; place += 1) {
      const { ats, ids } = this.#chunks[place] ?? NO_KEYS
      for (let index = Math.max(0, from - start); index < Math.min(ids.length, to - start); index += 1) {
        keys.push([ats[index] ?? Number.NaN, ids[index] ?? ''])
      }
      start += ids.length
    }
    return keys
  }
}

/** Consecutive keys as two parallel lists: a list of numbers takes a fifth of the memory of pairs. */
interface Chunk {
  readonly ats: readonly number[]
  readonly ids: readonly string[]
}

const CHUNK_SIZE = 256
const NO_KEYS: Chunk = { ats: [], ids: [] }

function split({ ats, ids }: Chunk): Chunk[] {
  if (ids.length <= CHUNK_SIZE) return [{ ats, ids }]
  const half = ids.length >>> 1
  return [
    { ats: ats.slice(0, half), ids: ids.slice(0, half) },
    { ats: ats.slice(half), ids: ids.slice(half) },
  ]
}

function compareKeys([at, id]: IndexKey, [otherAt, otherId]: IndexKey): number {
  if (at !== otherAt) return at - otherAt
  return id === otherId ? 0 : id < otherId ? -1 : 1
}

function isBefore(at: number, id: string, { ats, ids }: Chunk, index: number): boolean {
  const other = ats[index] ?? Number.NaN
  return at < other || (at === other && id < (ids[index] ?? ''))
}

/** Binary search: the number of leading indexes that meet the condition. */
function countWhile(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}
