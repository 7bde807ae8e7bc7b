import fc from 'fast-check'
import { produce } from 'immer'
import { describe, expect, it } from 'vitest'
import { Table } from '../../../../src/engine/store/collections/table.ts'

interface Row {
  readonly text: string
}
type Key = string | number
type Change = readonly [Key, Row | null]

/** Numbers that are the same in their lower 32 bits have the same hash; more of them than a list holds elsewhere. */
const COLLIDING = Array.from({ length: 12 }, (_, index) => index * 2 ** 32 + 7)

const key: fc.Arbitrary<Key> = fc.oneof(
  fc.constantFrom<Key>(...COLLIDING),
  fc.nat(300),
  fc.nat(300),
  fc.maxSafeNat(),
  fc.constantFrom('', '7', 'toString', '__proto__'),
  fc.string({ maxLength: 3 }),
  fc.uuid(),
)
const row: fc.Arbitrary<Row> = fc.record({ text: fc.string({ maxLength: 2 }) })
/** With a row the key is set, without one it is deleted. */
const change: fc.Arbitrary<Change> = fc.tuple(key, fc.option(row, { nil: null }))
// Many, so that lists become branches, and branches lose all their rows again.
const changes = fc.array(change, { maxLength: 800, size: 'max' })

function apply(table: Table<Row, Key>, list: readonly Change[]): Table<Row, Key> {
  return list.reduce((before, [key, row]) => (row ? before.set(key, row) : before.delete(key)), table)
}

function build(list: readonly Change[]): Table<Row, Key> {
  return apply(Table.empty(), list)
}

function reference(list: readonly Change[]): Map<Key, Row> {
  const map = new Map<Key, Row>()
  for (const [key, row] of list) {
    if (row) map.set(key, row)
    else map.delete(key)
  }
  return map
}

describe('a table', () => {
  it('holds what a Map would hold after the same changes', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const table = build(list)
        const map = reference(list)
        expect(table.size).toBe(map.size)
        for (const [key] of list) {
          expect(table.get(key)).toBe(map.get(key))
          expect(table.has(key)).toBe(map.has(key))
        }
        expect(new Map(table.toJSON())).toEqual(map)
        expect(table.toJSON()).toHaveLength(map.size)
        expect([...table.keys()]).toEqual(table.toJSON().map(([key]) => key))
        expect([...table]).toEqual(table.toJSON().map(([, row]) => row))
        expect([...table.values()]).toEqual([...table])
      }),
      { numRuns: 50 },
    )
  })

  it('iterates in the same order however it came to be', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const table = build(list)
        expect(Table.from(reference(list)).toJSON()).toEqual(table.toJSON())
        expect(Table.from(table.toJSON().reverse()).toJSON()).toEqual(table.toJSON())
      }),
      { numRuns: 50 },
    )
  })

  it('iterates in this order, in every engine', () => {
    const keys = ['alpha', 'beta', 'gamma', 'delta', 'épsilon', '112f7296-5fa4-42ca-bae8-6a692b15d4b8']
    const table = Table.from(keys.map((key) => [key, { text: key }]))
    expect([...table.keys()]).toMatchInlineSnapshot(`
      [
        "gamma",
        "beta",
        "alpha",
        "delta",
        "112f7296-5fa4-42ca-bae8-6a692b15d4b8",
        "épsilon",
      ]
    `)
  })

  it('leaves the tables before a change as they were', () => {
    fc.assert(
      fc.property(changes, changes, (list, more) => {
        const before = build(list)
        const entries = before.toJSON()
        apply(before, more)
        expect(before.toJSON()).toEqual(entries)
      }),
      { numRuns: 50 },
    )
  })

  it('says what is new since another table, and what is gone', () => {
    fc.assert(
      fc.property(changes, changes, (list, more) => {
        const before = build(list)
        const after = apply(before, more)
        const rowsNotIn = (other: Table<Row, Key>, table: Table<Row, Key>) =>
          table.toJSON().flatMap(([key, row]) => (other.get(key) === row ? [] : [row]))
        expect([...after.newSince(before)]).toEqual(rowsNotIn(before, after))
        expect([...before.newSince(after)]).toEqual(rowsNotIn(after, before))
        // A table that shares only the rows.
        expect([...Table.from(after.toJSON()).newSince(before)]).toEqual(rowsNotIn(before, after))
      }),
      { numRuns: 50 },
    )
  })

  it('finds what is new without a look at what has not changed', () => {
    const before = Table.from(Array.from({ length: 50_000 }, (_, index) => [`key ${index}`, { text: '' }]))
    const after = before.set('key 7', { text: 'changed' }).set('new', { text: 'new' }).delete('key 9')
    const started = performance.now()
    for (let time = 0; time < 100; time += 1) expect([...after.newSince(before)]).toHaveLength(2)
    // Comparing all rows a hundred times would take seconds.
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
    const table = Table.from(COLLIDING.map((key) => [key, { text: String(key) }]))
    for (const key of COLLIDING) {
      expect(table.get(key)).toEqual({ text: String(key) })
      const without = table.delete(key)
      expect([...without.keys()]).toEqual(COLLIDING.filter((other) => other !== key))
      expect(without.has(key)).toBe(false)
    }
    expect(table.get(2 ** 40 + 7)).toBeUndefined()
    expect(table.delete(2 ** 40 + 7)).toBe(table)
  })

  it('is left alone by immer, a user’s included', () => {
    const table = Table.from<Row>([['a', { text: 'a' }]])
    const state = produce({ table, count: 0 }, (draft) => {
      draft.count += 1
    })
    expect(state.table).toBe(table)
    expect(state.table.set('b', { text: 'b' }).size).toBe(2)
  })

  it('is a list of its entries as JSON', () => {
    expect(JSON.stringify(Table.from([['a', { text: 'a' }]]))).toBe('[["a",{"text":"a"}]]')
  })
})
