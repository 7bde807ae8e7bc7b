import { describe, expect, it } from 'vitest'
import { takePage } from '../../../../src/graph/odata/query/page.ts'
import { type ExpandRules, parseQuery } from '../../../../src/graph/odata/query/query.ts'
import { shape } from '../../../../src/graph/odata/query/shape.ts'

const read = (search: string) => parseQuery(search, { bare: false })

const record = {
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#communications/callRecords/$entity',
  id: 'r1',
  version: 1,
  organizer: { '@odata.type': '#microsoft.graph.identitySet', user: { id: 'u1', displayName: 'Abbie' }, phone: null },
  'organizer_v2@odata.context': 'there',
  organizer_v2: { id: 'u1' },
  'sessions@odata.context': 'here',
  sessions: [
    { id: 's1', isTest: false, segments: [{ id: 'g1' }, { id: 'g2' }, { id: 'g3' }] },
    { id: 's2', isTest: true, segments: [] },
    { id: 's3', isTest: true, segments: [{ id: 'g4' }] },
  ],
}

describe('shape', () => {
  it('gives back the very value where nothing is selected or expanded', () => {
    expect(shape(record, {})).toBe(record)
    expect(shape(record, read('?$select=*'))).toEqual(record)
  })

  it('leaves what is selected, and the annotations that belong to it', () => {
    expect(shape(record, read('?$select=version'))).toEqual({ '@odata.context': record['@odata.context'], version: 1 })
    expect(shape(record, read('?$select=organizer_v2,id'))).toEqual({
      '@odata.context': record['@odata.context'],
      id: 'r1',
      'organizer_v2@odata.context': 'there',
      organizer_v2: { id: 'u1' },
    })
  })

  it('selects inside a member', () => {
    expect(shape(record, read('?$select=organizer/user/id,organizer/phone'))).toMatchObject({
      organizer: { '@odata.type': '#microsoft.graph.identitySet', user: { id: 'u1' }, phone: null },
    })
    expect(shape(record, read('?$select=organizer/user/id,organizer')).organizer).toEqual(record.organizer)
    expect(shape(record, read('?$select=sessions/id')).sessions).toEqual([{ id: 's1' }, { id: 's2' }, { id: 's3' }])
  })

  it('keeps what is expanded, and selects inside it', () => {
    expect(shape(record, read('?$select=id&$expand=sessions($select=isTest;$expand=segments)'))).toEqual({
      '@odata.context': record['@odata.context'],
      id: 'r1',
      'sessions@odata.context': 'here',
      sessions: [
        { isTest: false, segments: [{ id: 'g1' }, { id: 'g2' }, { id: 'g3' }] },
        { isTest: true, segments: [] },
        { isTest: true, segments: [{ id: 'g4' }] },
      ],
    })
  })

  it('cuts expanded collections, and links to the rest of them', () => {
    const rules: ExpandRules = { sessions: { pageSize: 2, expand: { segments: { pageSize: 2 } } } }
    const url = 'https://graph.microsoft.com/v1.0/communications/callRecords/r1'
    const pages = { type: 'microsoft.graph.callRecords.callRecord', rules, url }
    const shaped = shape(record, read('?$expand=sessions($expand=segments;$select=id)'), pages)
    expect(shaped).toMatchObject({
      sessions: [
        {
          id: 's1',
          segments: [{ id: 'g1' }, { id: 'g2' }],
          'segments@odata.nextLink': expect.stringMatching(/\/r1\/sessions\/s1\/segments\?\$skiptoken=[\w-]+$/),
        },
        { id: 's2', segments: [] },
      ],
    })
    const link = String(shaped['sessions@odata.nextLink'])
    expect(link.startsWith(`${url}/sessions?$select=id&$expand=segments&$skiptoken=`)).toBe(true)
    const rest = takePage(record.sessions, {
      type: 'microsoft.graph.callRecords.session',
      read: (session) => session,
      query: read(new URL(link).search),
      url: link,
      pageSize: 2,
    })
    expect(rest).toEqual({ items: [record.sessions[2]] })
    expect(shape({ ...record, sessions: [] }, read('?$expand=sessions'), pages)).not.toHaveProperty([
      'sessions@odata.nextLink',
    ])
  })
})
