import fc from 'fast-check'
import { produce } from 'immer'
import { describe, expect, it } from 'vitest'
import { Table } from '../../../../src/engine/store/collections/table.ts'
import { countSteps } from '../../../support/count-steps.ts'

interface Row {
  readonly text: string
}
type Key = string | number
type Change = readonly [Key, Row | null]

/** Numbers with equal lower 32 bits have the same hash. These are more than a list normally holds. */
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
/** With a row the key is set, without a row it is deleted. */
const change: fc.Arbitrary<Change> = fc.tuple(key, fc.option(row, { nil: null }))
// Enough changes to turn lists into branches and to empty branches again.
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

describe('Table', () => {
  it('holds the same rows as a Map after the same changes', () => {
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

  it('iterates in the same order whatever its history', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const table = build(list)
        expect(Table.from(reference(list)).toJSON()).toEqual(table.toJSON())
        expect(Table.from(table.toJSON().reverse()).toJSON()).toEqual(table.toJSON())
      }),
      { numRuns: 50 },
    )
  })

  it('iterates in a fixed order in every engine', () => {
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

  it('does not change previous tables', () => {
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

  it('lists the rows that are new, changed or removed compared to another table', () => {
    fc.assert(
      fc.property(changes, changes, (list, more) => {
        const before = build(list)
        const after = apply(before, more)
        const rowsNotIn = (other: Table<Row, Key>, table: Table<Row, Key>) =>
          table.toJSON().flatMap(([key, row]) => (other.get(key) === row ? [] : [row]))
        expect([...after.newSince(before)]).toEqual(rowsNotIn(before, after))
        expect([...before.newSince(after)]).toEqual(rowsNotIn(after, before))
        // A table that shares its rows but no nodes.
        expect([...Table.from(after.toJSON()).newSince(before)]).toEqual(rowsNotIn(before, after))
      }),
      { numRuns: 50 },
    )
  })

  it('finds changed rows without visiting the others', async () => {
    const before = Table.from(Array.from({ length: 50_000 }, (_, index) => [`key ${index}`, { text: '' }]))
    const after = before.set('key 7', { text: 'changed' }).set('new', { text: 'new' }).delete('key 9')
    const steps = await countSteps(() => expect([...after.newSince(before)]).toHaveLength(2))
    expect(steps).toBeLessThan(10_000)
  })

  it('returns the same table when nothing changes', () => {
    const row = { text: 'same' }
    const table = Table.empty<Row>().set('a', row)
    expect(table.set('a', row)).toBe(table)
    expect(table.delete('b')).toBe(table)
    expect(table.set('a', { text: 'same' })).not.toBe(table)
  })

  it('distinguishes keys with the same hash', () => {
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

  it('is not drafted by immer, also not by a user’s own copy', () => {
    const table = Table.from<Row>([['a', { text: 'a' }]])
    const state = produce({ table, count: 0 }, (draft) => {
      draft.count += 1
    })
    expect(state.table).toBe(table)
    expect(state.table.set('b', { text: 'b' }).size).toBe(2)
  })

  it('serializes to the list of its entries', () => {
    expect(JSON.stringify(Table.from([['a', { text: 'a' }]]))).toBe('[["a",{"text":"a"}]]')
  })
})
