import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { Table } from '../../../../src/engine/store/collections/table.ts'

interface Row {
  readonly text: string
}

const setup = () => ({ make: vi.fn((number: number): Row => ({ text: `row ${number}` })) })

/** A key that is set, deferred or deleted. */
const change = fc.tuple(fc.nat(40).map(String), fc.constantFrom('set', 'defer', 'delete'), fc.nat(9))

describe('a deferred row of a table', () => {
  it('is created on the first read and then stays the same frozen object', () => {
    const maker = setup()
    const table = Table.empty<Row>().defer('a', maker, 1).defer('b', maker, 2).delete('b')
    expect(table.size).toBe(1)
    expect(table.has('a')).toBe(true)
    expect([...table.keys()]).toEqual(['a'])
    expect([...table.kept()]).toMatchObject([{ maker, number: 1 }])
    expect([table.isDeferred('a'), table.isDeferred('b')]).toEqual([true, false])
    expect(maker.make).not.toHaveBeenCalled()
    const row = table.get('a')
    expect(row).toEqual({ text: 'row 1' })
    expect(Object.isFrozen(row)).toBe(true)
    expect([table.get('a'), ...table]).toEqual([row, row])
    expect(table.get('a')).toBe(row)
    expect(maker.make).toHaveBeenCalledTimes(1)
    expect(table.isDeferred('a')).toBe(true)
  })

  it('is replaced by another row, but not by itself', () => {
    const table = Table.empty<Row>().defer('a', setup(), 1)
    const row = table.get('a') ?? { text: 'none' }
    expect(table.set('a', row)).toBe(table)
    const other = table.set('a', { text: 'row 1' })
    expect(other.isDeferred('a')).toBe(false)
    expect([...other.newSince(table)]).toEqual([{ text: 'row 1' }])
    expect([...table.newSince(table)]).toEqual([])
  })

  it('reads like a stored row after any sequence of changes', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
        const maker = setup()
        let [deferred, plain] = [Table.empty<Row>(), Table.empty<Row>()]
        for (const [key, what, number] of changes) {
          if (what === 'delete') [deferred, plain] = [deferred.delete(key), plain.delete(key)]
          else {
            plain = plain.set(key, maker.make(number))
            deferred = what === 'set' ? deferred.set(key, maker.make(number)) : deferred.defer(key, maker, number)
          }
        }
        expect(deferred.toJSON()).toEqual(plain.toJSON())
        expect(deferred.size).toBe(plain.size)
      }),
    )
  })
})
