import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/engine/values/json.ts'
import { type Page, type PageOptions, takePage } from '../../../../src/graph/odata/query/page.ts'
import { parseQuery } from '../../../../src/graph/odata/query/parse-query.ts'
import { withSkipToken } from '../../../../src/graph/odata/query/skip-token.ts'
import { setup } from '../../../support/setup.ts'
import { refusalOf } from '../refusal.ts'

const TYPE = 'microsoft.graph.callRecords.callRecord'
const URL_OF_RECORDS = 'https://graph.microsoft.com/v1.0/communications/callRecords'

const options = (url: string, more: Partial<PageOptions<JsonObject>> = {}): PageOptions<JsonObject> => ({
  type: TYPE,
  read: (item) => item,
  query: parseQuery(new URL(url).search, { bare: false }),
  url,
  pageSize: 3,
  ...more,
})
const take = (items: Iterable<JsonObject>, search = '', more: Partial<PageOptions<JsonObject>> = {}) =>
  takePage(items, options(URL_OF_RECORDS + search, more))

/** All pages, as a client receives them that follows the links. */
function follow(items: readonly JsonObject[], search: string, more: Partial<PageOptions<JsonObject>> = {}) {
  const pages: Page<JsonObject>[] = []
  for (let url: string | undefined = URL_OF_RECORDS + search; url !== undefined; ) {
    const page: Page<JsonObject> = takePage(items, options(url, more))
    pages.push(page)
    url = page.nextLink
  }
  return pages
}

const records = Array.from({ length: 8 }, (_, index) => ({ id: `r${index}`, version: (index * 3) % 8 }))

describe('takePage', () => {
  it('returns the first items, and a link while there are more', () => {
    const pages = follow(records, '')
    expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 2])
    expect(pages.flatMap(({ items }) => items)).toEqual(records)
    expect(pages[0]?.nextLink).toMatch(
      /^https:\/\/graph\.microsoft\.com\/v1\.0\/communications\/callRecords\?\$skiptoken=[\w-]+$/,
    )
  })

  it('returns no link after a full last page', () => {
    expect(take(records.slice(0, 3))).not.toHaveProperty('nextLink')
    expect(take([])).toEqual({ items: [] })
  })

  it('uses $top as the page size, up to the maximum', () => {
    expect(take(records, '?$top=2').items).toHaveLength(2)
    expect(take(records, '?$top=100').items).toHaveLength(3)
    expect(take(records, '?$top=100', { maxPageSize: 5 }).items).toHaveLength(5)
    expect(take(records, '', { maxPageSize: 5 }).items).toHaveLength(3)
    expect(take(records, '?$top=2', { preferredPageSize: 1 }).items).toHaveLength(1)
    expect(take(records, '', { preferredPageSize: 100 }).items).toHaveLength(3)
    expect(follow(records, '?$top=2').flatMap(({ items }) => items)).toEqual(records)
  })

  it('returns all items when the resource has no pages', () => {
    const { pageSize: _, ...unpaged } = options(URL_OF_RECORDS)
    expect(takePage(records, unpaged)).toEqual({ items: records })
  })

  it('counts the matching items of all pages', () => {
    const pages = follow(records, '?$count=true&$filter=version lt 4')
    expect(pages.map(({ count }) => count)).toEqual([4, 4])
    expect(take(records, '?$count=false')).not.toHaveProperty('count')
  })

  it('sorts before it cuts', () => {
    expect(take(records, '?$orderby=version desc').items.map(({ version }) => version)).toEqual([7, 6, 5])
    expect(take(records, '?$orderby=version desc&$skip=3').items.map(({ version }) => version)).toEqual([4, 3, 2])
  })

  it('sorts date-times by time, and null first', () => {
    const dated = [
      { id: 'a', startDateTime: '2026-01-05T09:00:00.5Z' },
      { id: 'b', startDateTime: '2026-01-05T10:00:00+01:00' },
      { id: 'c', startDateTime: Date.UTC(2026, 0, 5, 8) },
      { id: 'd' },
    ]
    const order = (search: string) => take(dated, search, { pageSize: 9 }).items.map(({ id }) => id)
    expect(order('?$orderby=startDateTime')).toEqual(['d', 'c', 'b', 'a'])
    expect(order('?$orderby=startDateTime desc,id')).toEqual(['a', 'b', 'c', 'd'])
  })

  it('repeats the options of the request in its links unchanged', () => {
    const search = '?$filter=startDateTime%20ge+2020-01-01T00:00:00Z%20or%20version%20ge+0&$select=id&x=a%26b&$top=2'
    const { nextLink = '' } = take(records, search)
    expect(nextLink.startsWith(`${URL_OF_RECORDS}${search}&$skiptoken=`)).toBe(true)
    expect(follow(records, search)).toHaveLength(4)
    expect(follow(records, search).every(({ nextLink: link }) => (link ?? '').split('skiptoken').length <= 2)).toBe(
      true,
    )
  })

  it.each([
    ['the fragment of the URL', '?$top=2#part', '?$top=2'],
    ['an earlier $skiptoken', '?$skiptoken=old&$top=2', '?$top=2'],
    ['an earlier $skiptoken with an encoded name', '?%24skiptoken=old&$top=2', '?$top=2'],
    ['an earlier $SkipToken in any case', '?$top=2&$SkipToken=old', '?$top=2'],
  ])('omits %s from its links', (_, search, kept) => {
    expect(withSkipToken(`${URL_OF_RECORDS}${search}`, 'new')).toBe(`${URL_OF_RECORDS}${kept}&$skiptoken=new`)
  })

  it('reads no more items than it needs', () => {
    let read = 0
    const endless = {
      *[Symbol.iterator]() {
        for (let index = 0; ; index++) {
          read++
          yield { id: String(index), version: index }
        }
      },
    }
    expect(take(endless, '?$filter=version ge 10&$skip=2').items.map(({ version }) => version)).toEqual([12, 13, 14])
    expect(read).toBe(16)
  })

  it('uses slice where the source has it', () => {
    const indexed = {
      length: 1_000_000,
      slice: (from: number, to: number) => Array.from({ length: to - from }, (_, index) => ({ id: `${from + index}` })),
      [Symbol.iterator]: (): Iterator<JsonObject> => {
        throw new Error('gone through')
      },
    }
    expect(take(indexed, '?$skip=500000&$count=true')).toMatchObject({
      items: [{ id: '500000' }, { id: '500001' }, { id: '500002' }],
      count: 1_000_000,
    })
  })

  it('agrees with a naive implementation for any query', () => {
    const item = fc.record({
      id: fc.uuid(),
      version: fc.integer({ min: 0, max: 5 }),
      joinWebUrl: fc.option(fc.constantFrom('a', 'b', 'B')),
    })
    const query = fc.record({
      least: fc.integer({ min: 0, max: 5 }),
      order: fc.constantFrom('', 'version', 'version desc', 'joinWebUrl,version desc', 'joinWebUrl desc'),
      skip: fc.integer({ min: 0, max: 5 }),
      top: fc.integer({ min: 1, max: 6 }),
    })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), query, (items, { least, order, skip, top }) => {
        const search = `?$filter=version ge ${least}&$skip=${skip}&$top=${top}&$count=true${order && `&$orderby=${order}`}`
        const matching = items.filter(({ version }) => version >= least)
        const ordered = matching.toSorted((left, right) => {
          for (const term of order.split(',').filter((one) => one !== '')) {
            const [name, direction] = term.split(' ')
            const [a, b] =
              name === 'version' ? [left.version, right.version] : [left.joinWebUrl ?? '', right.joinWebUrl ?? '']
            if (a !== b) return (a < b ? -1 : 1) * (direction === 'desc' ? -1 : 1)
          }
          return 0
        })
        const pages = follow(items, search, { maxPageSize: 4 })
        expect(pages.flatMap((page) => page.items)).toEqual(ordered.slice(skip))
        expect(pages.every((page) => page.count === matching.length)).toBe(true)
        expect(pages.slice(0, -1).every((page) => page.items.length === Math.min(top, 4))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a $skiptoken', () => {
  const token = (search: string) => new URL(take(records, search).nextLink ?? '').searchParams.get('$skiptoken') ?? ''
  const REFUSAL = 'for the query option $skiptoken. Use the @odata.nextLink of a response as it is.'

  it('is rejected when it has been modified', () => {
    const changed = btoa(atob(token('')).replace('3', '5'))
    for (const wrong of [
      '',
      'abc',
      '!',
      'null',
      btoa('null'),
      btoa('{"offset":3}'),
      btoa('{"offset":-3,"check":"x"}'),
      changed,
      'x'.repeat(9_999),
    ]) {
      const refusal = refusalOf(() => take(records, `?$skiptoken=${encodeURIComponent(wrong)}`))
      expect(refusal).toContain(REFUSAL)
      expect(refusal.length).toBeLessThan(250)
    }
  })

  it('is rejected with another filter, order or resource', () => {
    const given = token('?$filter=version ge 0')
    expect(() => take(records, `?$filter=version  ge%200&$skiptoken=${given}`)).not.toThrow()
    expect(refusalOf(() => take(records, `?$filter=version ge 1&$skiptoken=${given}`))).toContain(REFUSAL)
    expect(refusalOf(() => take(records, `?$filter=version ge 0&$orderby=id&$skiptoken=${given}`))).toContain(REFUSAL)
    const other = { type: 'microsoft.graph.callRecords.session' }
    expect(refusalOf(() => take(records, `?$filter=version ge 0&$skiptoken=${given}`, other))).toContain(REFUSAL)
  })

  it('can name an item with an id of any length', async () => {
    const { graph } = setup()
    const ids = ['a'.repeat(200_000), 'b'.repeat(200_000)]
    for (const id of ids) expect((await graph.post('/communications/callRecords', { id })).status).toBe(201)
    const first = await graph.get('/communications/callRecords?$top=1')
    const second = await graph.get(first.body['@odata.nextLink'])
    const read = [first, second].flatMap(({ body }) => body.value.map((record: { id: string }) => record.id))
    expect(read.toSorted()).toEqual(ids)
  })

  it('is accepted with another selection or page size', () => {
    expect(take(records, `?$select=id&$top=1&$skiptoken=${token('')}`).items).toEqual([records[3]])
  })
})
