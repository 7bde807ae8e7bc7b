import { describe, expect, it } from 'vitest'
import { serialize } from '../../../../src/graph/odata/json/serialize.ts'
import { takePage } from '../../../../src/graph/odata/query/page.ts'
import { parseQuery } from '../../../../src/graph/odata/query/parse-query.ts'
import type { ExpandRules } from '../../../../src/graph/odata/query/query.ts'
import { toSelection } from '../../../../src/graph/odata/query/to-selection.ts'

const RECORD = 'microsoft.graph.callRecords.callRecord'
const ROOT = 'https://graph.microsoft.com/v1.0'

const record = {
  '@odata.etag': 'W/"1"',
  id: 'r1',
  version: 1,
  organizer: { user: { id: 'u1', displayName: 'Abbie' }, phone: null },
  organizer_v2: { id: 'u1' },
  sessions: [
    { id: 's1', isTest: false, segments: [{ id: 'g1' }, { id: 'g2' }, { id: 'g3' }] },
    { id: 's2', isTest: true, segments: [] },
    { id: 's3', isTest: true, segments: [{ id: 'g4' }] },
  ],
}

const read = (search: string) => parseQuery(search, { bare: false })

const place = {
  serviceRoot: ROOT,
  contextPath: 'communications/callRecords/$entity',
  path: undefined,
  url: `${ROOT}/communications/callRecords/r1`,
}

/** The record as it is written for a query. */
const write = (search: string, rules?: ExpandRules) =>
  serialize(RECORD, record, {
    types: 'derived',
    nulls: false,
    unknownEnumMembers: false,
    selection: toSelection(read(search), RECORD, { rules, preferred: undefined }),
    place,
  })

describe('$select', () => {
  it('writes everything when nothing or * is selected', () => {
    expect(write('?$select=*')).toEqual(write(''))
    expect(Object.keys(write(''))).toEqual([
      '@odata.etag',
      'id',
      'organizer',
      'version',
      'organizer_v2@odata.context',
      'organizer_v2',
      'participants_v2@odata.context',
    ])
  })

  it('writes the selected members and their annotations, and the annotations of the object', () => {
    expect(write('?$select=version')).toEqual({ '@odata.etag': 'W/"1"', version: 1 })
    expect(write('?$select=organizer_v2,id')).toEqual({
      '@odata.etag': 'W/"1"',
      id: 'r1',
      'organizer_v2@odata.context': `${ROOT}/$metadata#communications/callRecords('r1')/organizer_v2/$entity`,
      organizer_v2: { id: 'u1' },
    })
  })

  it('selects inside a member', () => {
    expect(write('?$select=organizer/user/id')).toMatchObject({ organizer: { user: { id: 'u1' } } })
    expect(write('?$select=organizer/user/id').organizer).not.toHaveProperty('user.displayName')
    expect(write('?$select=organizer/user/id,organizer').organizer).toEqual(write('').organizer)
    expect(write('?$select=organizer,organizer/user/id').organizer).toEqual(write('').organizer)
  })
})

describe('$expand', () => {
  it('writes an expanded member although it is not selected, and selects inside it', () => {
    const shown = write('?$select=id&$expand=sessions($select=isTest;$expand=segments)')
    expect(Object.keys(shown)).toEqual(['@odata.etag', 'id', 'sessions@odata.context', 'sessions'])
    const segmentsOf = (session: string) => ({
      'segments@odata.context': `${ROOT}/$metadata#communications/callRecords('r1')/sessions('${session}')/segments`,
    })
    expect(shown.sessions).toEqual([
      { isTest: false, ...segmentsOf('s1'), segments: [{ id: 'g1' }, { id: 'g2' }, { id: 'g3' }] },
      { isTest: true },
      { isTest: true, ...segmentsOf('s3'), segments: [{ id: 'g4' }] },
    ])
  })

  it('writes the first items of a long collection, and a link to the rest', () => {
    const rules: ExpandRules = { sessions: { pageSize: 2, expand: { segments: { pageSize: 2 } } } }
    const shown = write('?$expand=sessions($expand=segments;$select=id)', rules)
    expect(shown).toMatchObject({
      sessions: [
        {
          id: 's1',
          segments: [{ id: 'g1' }, { id: 'g2' }],
          'segments@odata.nextLink': expect.stringMatching(/\/r1\/sessions\/s1\/segments\?\$skiptoken=[\w-]+$/),
        },
        { id: 's2' },
      ],
    })
    const link = String(shown['sessions@odata.nextLink'])
    expect(link.startsWith(`${place.url}/sessions?$select=id&$expand=segments&$skiptoken=`)).toBe(true)
    const rest = takePage(record.sessions, {
      type: 'microsoft.graph.callRecords.session',
      read: (session) => session,
      query: read(new URL(link).search),
      url: link,
      pageSize: 2,
    })
    expect(rest).toEqual({ items: [record.sessions[2]] })
  })

  it('writes no link when all items fit', () => {
    expect(write('?$expand=sessions', { sessions: { pageSize: 3 } })).not.toHaveProperty(['sessions@odata.nextLink'])
  })
})
