import fc from 'fast-check'
import { produce } from 'immer'
import { describe, expect, it } from 'vitest'
import { Table } from '../../src/store/table.ts'

interface Row {
  readonly text: string
}
type Entry = readonly [string, Row]

/** Keys of the same 30-bit hash, found by trying. */
const COLLIDING = findCollision(4)

const key = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'toString', '__proto__', ...COLLIDING),
  fc.string({ maxLength: 3 }),
  fc.uuid(),
)
const row: fc.Arbitrary<Row> = fc.record({ text: fc.string({ maxLength: 2 }) })
/** With a row the key is set, without one it is deleted. */
const changes = fc.array(fc.tuple(key, fc.option(row)), { maxLength: 200 })

function applyTo(table: Table<Row>, list: readonly (readonly [string, Row | null])[]): Table<Row> {
  return list.reduce((before, [key, row]) => (row ? before.set(key, row) : before.delete(key)), table)
}

function referenceOf(list: readonly (readonly [string, Row | null])[]): Map<string, Row> {
  const map = new Map<string, Row>()
  for (const [key, row] of list) row ? map.set(key, row) : map.delete(key)
  return map
}

describe('a table', () => {
  it('holds what a Map would hold after the same changes', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const table = applyTo(Table.empty(), list)
        const map = referenceOf(list)
        expect(table.size).toBe(map.size)
        for (const [key] of list) {
          expect(table.get(key)).toBe(map.get(key))
          expect(table.has(key)).toBe(map.has(key))
        }
        expect(new Map(table.toJSON())).toEqual(map)
        expect(new Set(table.keys())).toEqual(new Set(map.keys()))
        expect(new Set(table)).toEqual(new Set(map.values()))
      }),
      { numRuns: 200 },
    )
  })

  it('iterates in the same order however it came to be', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const table = applyTo(Table.empty(), list)
        const sorted = [...referenceOf(list)].sort(([one], [other]) => (one < other ? -1 : 1))
        expect(Table.from(sorted).toJSON()).toEqual(table.toJSON())
        expect(Table.from(table.toJSON().reverse()).toJSON()).toEqual(table.toJSON())
      }),
      { numRuns: 200 },
    )
  })

  it('iterates in this order, in every engine', () => {
    const keys = ['alpha', 'beta', 'gamma', 'delta', 'épsilon', '112f7296-5fa4-42ca-bae8-6a692b15d4b8']
    const table = Table.from(keys.map((key) => [key, { text: key }]))
    expect([...table.keys()]).toMatchInlineSnapshot()
  })

  it('leaves the tables before a change as they were', () => {
    fc.assert(
      fc.property(changes, changes, (list, more) => {
        const before = applyTo(Table.empty(), list)
        const entries = before.toJSON()
        applyTo(before, more)
        expect(before.toJSON()).toEqual(entries)
      }),
      { numRuns: 100 },
    )
  })

  it('says what is new since another table', () => {
    fc.assert(
      fc.property(changes, changes, (list, more) => {
        const before = applyTo(Table.empty(), list)
        const after = applyTo(before, more)
        const [then, now] = [new Map(before.toJSON()), new Map(after.toJSON())]
        const isNew = ([key, row]: Entry) => then.get(key) !== row
        const isGone = ([key, row]: Entry) => now.get(key) !== row
        expect([...after.newSince(before)]).toEqual(after.toJSON().filter(isNew).map(([, row]) => row))
        expect([...before.newSince(after)]).toEqual(before.toJSON().filter(isGone).map(([, row]) => row))
        // Tables that share nothing but their rows.
        expect([...Table.from(after.toJSON()).newSince(before)]).toEqual([...after.newSince(before)])
      }),
      { numRuns: 200 },
    )
  })

  it('finds what is new without a look at what has not changed', () => {
    const before = Table.from(Array.from({ length: 50_000 }, (_, index) => [`key ${index}`, { text: '' }]))
    const after = before.set('key 7', { text: 'changed' }).set('new', { text: 'new' }).delete('key 9')
    const started = performance.now()
    for (let time = 0; time < 100; time += 1) expect([...after.newSince(before)]).toHaveLength(2)
    // Comparing all rows a hundred times takes seconds.
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('stays the same when nothing changes', () => {
    const row = { text: 'same' }
    const table = Table.empty<Row>().set('a', row)
    expect(table.set('a', row)).toBe(table)
    expect(table.delete('b')).toBe(table)
    expect(table.set('a', { text: 'same' })).not.toBe(table)
  })

  it('keeps keys apart whose hashes are the same', () => {
    const table = Table.from(COLLIDING.map((key) => [key, { text: key }]))
    for (const key of COLLIDING) expect(table.get(key)?.text).toBe(key)
    const [first = '', ...others] = COLLIDING
    expect([...table.delete(first).keys()]).toEqual([...others].sort())
    expect(table.delete(first).get(first)).toBeUndefined()
  })

  it('takes numbers as keys', () => {
    const numbers = fc.array(fc.oneof(fc.nat(100), fc.maxSafeNat(), fc.constantFrom(1, 2 ** 30 + 1, 2 ** 32 + 1)))
    fc.assert(
      fc.property(numbers, (keys) => {
        const table = Table.from(keys.map((key) => [key, { text: String(key) }]))
        expect(table.size).toBe(new Set(keys).size)
        for (const key of keys) expect(table.get(key)?.text).toBe(String(key))
        expect(keys.reduce((left, key) => left.delete(key), table).toJSON()).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('is left alone by immer, a user’s included', () => {
    const table = Table.from([['a', { text: 'a' }]])
    const state = produce({ table, count: 0 }, (draft) => {
      draft.count += 1
    })
    expect(state.table).toBe(table)
    expect(state.table.set('b', { text: 'b' }).size).toBe(2)
  })

  it('is JSON as a list of its entries', () => {
    expect(JSON.stringify(Table.from([['a', { text: 'a' }]]))).toBe('[["a",{"text":"a"}]]')
  })
})

/** The table's own hash, written once more: if the two part, the keys collide no longer and a test says so. */
function findCollision(count: number): string[] {
  const byHash = new Map<number, string[]>()
  for (let index = 0; ; index += 1) {
    const key = `k${index}`
    const hash = hashOf(key)
    const keys = byHash.get(hash) ?? []
    keys.push(key)
    if (keys.length === count) return keys
    byHash.set(hash, keys)
  }
}
