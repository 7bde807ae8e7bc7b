import { Deferred, type RowMaker } from './deferred.ts'

/**
 * An immutable map of rows by key. A change returns a new table that shares all but a few small nodes with the old one,
 * whatever its size. Tables with the same rows iterate in the same order in every engine, regardless of their history.
 * A row is never `undefined`. Deferred rows are created when they are read, which readers do not notice.
 *
 * It is a hash array mapped trie: each level takes five bits of the key's hash, and a branch stores only the children
 * that exist. Up to eight rows form a linked list. Everything is sorted by hash and key.
 */
export class Table<Row, Key extends string | number = string> {
  readonly #root: Node<Row, Key> | undefined
  readonly size: number

  private constructor(root: Node<Row, Key> | undefined, size: number) {
    this.#root = root
    this.size = size
  }

  static empty<Row, Key extends string | number = string>(): Table<Row, Key> {
    return new Table<Row, Key>(undefined, 0)
  }

  static from<Row, Key extends string | number = string>(entries: Iterable<readonly [Key, Row]>): Table<Row, Key> {
    let table = Table.empty<Row, Key>()
    for (const [key, row] of entries) table = table.set(key, row)
    return table
  }

  get(key: Key): Row | undefined {
    return find(this.#root, toHash(key), key)?.row
  }

  has(key: Key): boolean {
    return find(this.#root, toHash(key), key) !== undefined
  }

  /** @returns this same table when it has this same row already. */
  set(key: Key, row: Row): Table<Row, Key> {
    return this.#setEntry(key, row)
  }

  /** Stores a row that the maker creates when it is read. */
  defer(key: Key, maker: RowMaker<Row>, number: number): Table<Row, Key> {
    return this.#setEntry(key, new Deferred(maker, number))
  }

  /** Whether the row is deferred. Does not create it. */
  isDeferred(key: Key): boolean {
    return find(this.#root, toHash(key), key)?.kept instanceof Deferred
  }

  /** The rows as stored: deferred rows are not created. */
  *kept(): Generator<Row | Deferred<Row>, void> {
    for (const { kept } of leaves(this.#root)) yield kept
  }

  #setEntry(key: Key, kept: Row | Deferred<Row>): Table<Row, Key> {
    const hash = toHash(key)
    const known = find(this.#root, hash, key)
    if (known && (known.kept === kept || known.row === kept)) return this
    return new Table(put(this.#root, TOP, new Leaf(hash, key, kept)), known ? this.size : this.size + 1)
  }

  /** @returns this same table when it does not have the row. */
  delete(key: Key): Table<Row, Key> {
    const hash = toHash(key)
    if (!find(this.#root, hash, key)) return this
    return new Table(take(this.#root, TOP, hash, key), this.size - 1)
  }

  /**
   * The rows that are new or changed compared to `before`. Skips everything that both tables share, so the time depends
   * on the size of the difference only. Call `before.newSince(this)` for the rows that were removed or changed.
   */
  *newSince(before: Table<Row, Key>): Generator<Row, void> {
    for (const { row } of newLeaves(this.#root, before.#root)) yield row
  }

  *[Symbol.iterator](): Generator<Row, void> {
    for (const leaf of leaves(this.#root)) yield leaf.row
  }

  values(): Generator<Row, void> {
    return this[Symbol.iterator]()
  }

  *keys(): Generator<Key, void> {
    for (const { key } of leaves(this.#root)) yield key
  }

  toJSON(): (readonly [Key, Row])[] {
    return Array.from(leaves(this.#root), ({ key, row }) => [key, row] as const)
  }
}

/** A row in a linked list. */
class Leaf<Row, Key> {
  readonly hash: number
  readonly key: Key
  readonly kept: Row | Deferred<Row>
  readonly next: Leaf<Row, Key> | undefined

  constructor(hash: number, key: Key, kept: Row | Deferred<Row>, next?: Leaf<Row, Key>) {
    this.hash = hash
    this.key = key
    this.kept = kept
    this.next = next
  }

  get row(): Row {
    return this.kept instanceof Deferred ? this.kept.row : this.kept
  }
}

/** Each bit of `mask` is set when that one of the 32 children exists. */
class Branch<Row, Key> {
  readonly mask: number
  readonly children: readonly Node<Row, Key>[]

  constructor(mask: number, children: readonly Node<Row, Key>[]) {
    this.mask = mask
    this.children = children
  }
}

type Node<Row, Key> = Leaf<Row, Key> | Branch<Row, Key>

/** Levels take the 30 bits of the hash from the top, five at a time, so branches are in the order of the hashes. */
const BITS = 5
const TOP = 25
/** A longer list becomes a branch while bits of the hash are left. */
const LIST_SIZE = 8

/** A hash of 30 bits, which every engine stores as a small integer. */
function toHash(key: string | number): number {
  if (typeof key === 'number') return Math.imul(key, 0x9e37_79b1) >>> 2
  let hash = 0x811c_9dc5
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x0100_0193)
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) >>> 2
}

function bitOf(hash: number, shift: number): number {
  return 1 << ((hash >>> shift) & 31)
}

/** The index of a bit's child: the number of bits set below it. */
function indexOf(mask: number, bit: number): number {
  let bits = mask & (bit - 1)
  bits -= (bits >>> 1) & 0x5555_5555
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

function childAt<Row, Key>({ mask, children }: Branch<Row, Key>, bit: number): Node<Row, Key> | undefined {
  return mask & bit ? children[indexOf(mask, bit)] : undefined
}

function find<Row, Key>(
  from: Node<Row, Key> | undefined,
  hash: number,
  key: Key,
  fromShift: number = TOP,
): Leaf<Row, Key> | undefined {
  let node = from
  for (let shift = fromShift; node instanceof Branch; shift -= BITS) node = childAt(node, bitOf(hash, shift))
  while (node && !(node.hash === hash && node.key === key)) node = node.next
  return node
}

function put<Row, Key>(node: Node<Row, Key> | undefined, shift: number, leaf: Leaf<Row, Key>): Node<Row, Key> {
  if (!(node instanceof Branch)) {
    const list = link(node, leaf)
    return shift >= 0 && countOf(list) > LIST_SIZE ? toBranch(list, shift) : list
  }
  const bit = bitOf(leaf.hash, shift)
  const index = indexOf(node.mask, bit)
  if (!(node.mask & bit)) return new Branch(node.mask | bit, node.children.toSpliced(index, 0, leaf))
  return new Branch(node.mask, node.children.with(index, put(node.children[index], shift - BITS, leaf)))
}

function link<Row, Key>(list: Leaf<Row, Key> | undefined, leaf: Leaf<Row, Key>): Leaf<Row, Key> {
  const { hash, key, kept } = leaf
  if (!list || hash < list.hash || (hash === list.hash && key < list.key)) return new Leaf(hash, key, kept, list)
  if (key === list.key) return new Leaf(hash, key, kept, list.next)
  return new Leaf(list.hash, list.key, list.kept, link(list.next, leaf))
}

function countOf<Row, Key>(list: Leaf<Row, Key>): number {
  let count = 0
  for (let leaf: Leaf<Row, Key> | undefined = list; leaf; leaf = leaf.next) count += 1
  return count
}

function toBranch<Row, Key>(list: Leaf<Row, Key>, shift: number): Node<Row, Key> {
  let branch: Node<Row, Key> = new Branch(0, [])
  for (const { hash, key, kept } of leaves(list)) branch = put(branch, shift, new Leaf(hash, key, kept))
  return branch
}

function take<Row, Key>(
  node: Node<Row, Key> | undefined,
  shift: number,
  hash: number,
  key: Key,
): Node<Row, Key> | undefined {
  if (!(node instanceof Branch)) return node && unlink(node, key)
  const bit = bitOf(hash, shift)
  const index = indexOf(node.mask, bit)
  const child = take(node.children[index], shift - BITS, hash, key)
  if (child) return new Branch(node.mask, node.children.with(index, child))
  return node.mask === bit ? undefined : new Branch(node.mask & ~bit, node.children.toSpliced(index, 1))
}

function unlink<Row, Key>({ hash, key, kept, next }: Leaf<Row, Key>, gone: Key): Leaf<Row, Key> | undefined {
  return key === gone ? next : new Leaf(hash, key, kept, next && unlink(next, gone))
}

function* leaves<Row, Key>(root: Node<Row, Key> | undefined): Generator<Leaf<Row, Key>, void> {
  const waiting = root ? [root] : []
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node instanceof Branch) waiting.push(...node.children.toReversed())
    else for (let leaf: Leaf<Row, Key> | undefined = node; leaf; leaf = leaf.next) yield leaf
  }
}

function* newLeaves<Row, Key>(
  now: Node<Row, Key> | undefined,
  before: Node<Row, Key> | undefined,
  shift: number = TOP,
): Generator<Leaf<Row, Key>, void> {
  if (now === before || !now) return
  if (now instanceof Branch && before instanceof Branch) {
    for (let place = 0; place < 32; place += 1) {
      yield* newLeaves(childAt(now, 1 << place), childAt(before, 1 << place), shift - BITS)
    }
    return
  }
  // One of the two is a list or nothing, so both share at most a few rows.
  for (const leaf of leaves(now)) {
    if (find(before, leaf.hash, leaf.key, shift)?.kept !== leaf.kept) yield leaf
  }
}
