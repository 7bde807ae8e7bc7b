import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IndexKey, type IndexPage, SortedIndex } from '../../../../src/engine/store/collections/sorted-index.ts'

// Few distinct numbers, so that many keys share one, and enough keys for several chunks.
const at = fc.oneof(fc.integer({ min: -3, max: 30 }), fc.integer())
const id = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.string({ maxLength: 2 }))
const keys = fc.uniqueArray(fc.tuple(at, id), {
  minLength: 0,
  maxLength: 700,
  size: 'max',
  selector: ([number, text]) => `${number} ${text}`,
})
const page: fc.Arbitrary<IndexPage> = fc.record(
  {
    ge: at,
    gt: at,
    le: at,
    lt: at,
    offset: fc.nat(100),
    limit: fc.nat(100),
  },
  { requiredKeys: [] },
)

function compare([at, id]: IndexKey, [otherAt, otherId]: IndexKey): number {
  return at - otherAt || (id < otherId ? -1 : id > otherId ? 1 : 0)
}

function fromKeys(list: readonly IndexKey[]): SortedIndex {
  return list.reduce((index, [at, id]) => index.insert(at, id), SortedIndex.empty())
}

function inRange(list: readonly IndexKey[], { ge, gt, le, lt }: IndexPage): IndexKey[] {
  return list.filter(
    ([at]) =>
      (ge === undefined || at >= ge) &&
      (gt === undefined || at > gt) &&
      (le === undefined || at <= le) &&
      (lt === undefined || at < lt),
  )
}

describe('SortedIndex', () => {
  it('is sorted whatever the order of insertion', () => {
    fc.assert(
      fc.property(keys, (list) => {
        const index = fromKeys(list)
        expect([...index]).toEqual([...list].sort(compare))
        expect(index.size).toBe(list.length)
      }),
      { numRuns: 50 },
    )
  })

  it('holds the same keys when many are inserted at once, including ones that it has', () => {
    fc.assert(
      fc.property(keys, fc.nat(), (list, place) => {
        const known = list.slice(0, place % (list.length + 1))
        const index = fromKeys(known).insertAll(list)
        expect([...index]).toEqual([...list].sort(compare))
        expect(index.size).toBe(list.length)
        const { ge, limit } = { ge: list[0]?.[0] ?? 0, limit: 5 }
        expect([...index.range({ ge, limit })]).toEqual([...fromKeys(list).range({ ge, limit })])
        // A later insert still works.
        expect([...index.insert(7.5, 'new')]).toEqual([...list, [7.5, 'new'] as const].sort(compare))
      }),
      { numRuns: 50 },
    )
  })

  it('holds the same keys as an array after keys are removed', () => {
    fc.assert(
      fc.property(keys, fc.array(fc.nat()), (list, places) => {
        const gone = places.flatMap((place) => list.slice(place % (list.length + 1)).slice(0, 20))
        const index = gone.reduce((before, [at, id]) => before.remove(at, id), fromKeys(list))
        const left = list.filter((key) => !gone.includes(key)).sort(compare)
        expect([...index]).toEqual(left)
        expect(index.size).toBe(left.length)
        const again = left.reduce((before, [at, id]) => before.remove(at, id), index)
        expect([...again]).toEqual([])
        expect([...again.insert(1, 'a')]).toEqual([[1, 'a']])
      }),
      { numRuns: 50 },
    )
  })

  it('drops empty chunks when many adjacent keys are removed', () => {
    const all = Array.from({ length: 2_000 }, (_, at): IndexKey => [at, 'id'])
    const gone = ([at]: IndexKey) => at >= 300 && at < 1_700
    const index = all.filter(gone).reduce((before, [at, id]) => before.remove(at, id), fromKeys(all))
    expect([...index]).toEqual(all.filter((key) => !gone(key)))
    expect([...index.range({ ge: 299, le: 1_700 })].map(([at]) => at)).toEqual([299, 1_700])
    expect([...all.reduce((before, [at, id]) => before.insert(at, id), index)]).toEqual(all)
  })

  it('returns any page of any range', () => {
    fc.assert(
      fc.property(keys, page, (list, wanted) => {
        const { offset = 0, limit = list.length } = wanted
        const found = inRange([...list].sort(compare), wanted)
        const index = fromKeys(list)
        expect([...index.range(wanted)]).toEqual(found.slice(offset, offset + limit))
        expect(index.count(wanted)).toBe(found.length)
      }),
      { numRuns: 300 },
    )
  })

  it('does not change the previous index, and returns it when nothing changes', () => {
    fc.assert(
      fc.property(keys, fc.tuple(at, id), (list, [number, text]) => {
        const index = fromKeys(list)
        const entries = [...index]
        const added = index.insert(number, text)
        expect(added.insert(number, text)).toBe(added)
        const removed = index.remove(number, text)
        expect(removed.remove(number, text)).toBe(removed)
        expect(added.size - removed.size).toBe(1)
        expect([...index]).toEqual(entries)
      }),
      { numRuns: 50 },
    )
  })

  it('serializes to the list of its keys', () => {
    expect(
      JSON.stringify(
        fromKeys([
          [2, 'b'],
          [1, 'a'],
        ]),
      ),
    ).toBe('[[1,"a"],[2,"b"]]')
    expect(SortedIndex.empty().toJSON()).toEqual([])
  })
})
