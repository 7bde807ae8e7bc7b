import { Deferred, type RowMaker } from './deferred.ts'

/**
 * Rows by key, as an immutable value: each change gives a new table that shares all but a few small nodes with the old
 * one, whatever their number. Tables with the same rows iterate in the same order, in every engine, however they came to
 * be. A row is never `undefined`. A deferred row is made when it is read; whoever reads does not see the difference.
 *
 * (A trie: five bits of the key's hash after another choose a branch, and a branch holds only the children that exist.
 * A few rows are a list; all are in order of hash and key.)
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

  /** @returns the same table when it has this very row already. */
  set(key: Key, row: Row): Table<Row, Key> {
    return this.#keep(key, row)
  }

  /** Keeps a row that the maker makes when it is read. */
  defer(key: Key, maker: RowMaker<Row>, number: number): Table<Row, Key> {
    return this.#keep(key, new Deferred(maker, number))
  }

  /** Whether there is a row that is made when it is read. It is not read for that. */
  isDeferred(key: Key): boolean {
    return find(this.#root, toHash(key), key)?.kept instanceof Deferred
  }

  /** The rows as they are kept: nothing is made. */
  *kept(): Generator<Row | Deferred<Row>, void> {
    for (const { kept } of leaves(this.#root)) yield kept
  }

  #keep(key: Key, kept: Row | Deferred<Row>): Table<Row, Key> {
    const hash = toHash(key)
    const known = find(this.#root, hash, key)
    if (known && (known.kept === kept || known.row === kept)) return this
    return new Table(put(this.#root, TOP, new Leaf(hash, key, kept)), known ? this.size : this.size + 1)
  }

  /** @returns the same table when there is no such row. */
  delete(key: Key): Table<Row, Key> {
    const hash = toHash(key)
    if (!find(this.#root, hash, key)) return this
    return new Table(take(this.#root, TOP, hash, key), this.size - 1)
  }

  /**
   * The rows that `before` has not, or has otherwise. Takes as long as the difference is large: what both share is
   * passed over. What is gone since then is `before.newSince(this)`.
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

/** A row, and those that follow it in its list. */
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

/** The bits of `mask` say which of the 32 children exist. */
class Branch<Row, Key> {
  readonly mask: number
  readonly children: readonly Node<Row, Key>[]

  constructor(mask: number, children: readonly Node<Row, Key>[]) {
    this.mask = mask
    this.children = children
  }
}

type Node<Row, Key> = Leaf<Row, Key> | Branch<Row, Key>

/** The hash's 30 bits are used five by five, from the top: so the order of the branches is the order of the hashes. */
const BITS = 5
const TOP = 25
/** A longer list becomes a branch, while there are bits left. */
const LIST_SIZE = 8

/** 30 bits: what every engine keeps in a word of its own. */
function toHash(key: string | number): number {
  if (typeof key === 'number') return Math.imul(key, 0x9e37_79b1) >>> 2
  let hash = 0x811c_9dc5
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x0100_0193)
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d) >>> 2
}

function bitOf(hash: number, shift: number): number {
  return 1 << ((hash >>> shift) & 31)
}

/** How many children come before the one of this bit. */
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
  // One of the two is a list, or nothing: what both have is at most its few rows.
  for (const leaf of leaves(now)) {
    if (find(before, leaf.hash, leaf.key, shift)?.kept !== leaf.kept) yield leaf
  }
}
