import { describe, expect, it } from 'vitest'
import { checkQuery } from '../../../../src/graph/odata/query/check-query.ts'
import { parseQuery } from '../../../../src/graph/odata/query/parse-query.ts'
import type { QueryRules } from '../../../../src/graph/odata/query/query.ts'
import { countSteps } from '../../../support/count-steps.ts'
import { refusalOf } from '../refusal.ts'

const read = (search: string) => parseQuery(search, { bare: false })
const RECORD = 'microsoft.graph.callRecords.callRecord'
const CALL = 'microsoft.graph.call'
const names = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`).join(',')

describe('parseQuery', () => {
  it('parses every option', () => {
    expect(
      read(
        '?$select=id,organizer/user&$orderby=startDateTime desc,id&$top=5&$skip=0&$count=true&$format=json&$search="x"&$skiptoken=abc',
      ),
    ).toEqual({
      select: ['id', 'organizer/user'],
      orderby: [
        { path: ['startDateTime'], descending: true },
        { path: ['id'], descending: false },
      ],
      top: 5,
      skip: 0,
      count: true,
      format: 'json',
      search: '"x"',
      skiptoken: 'abc',
    })
  })

  it.each(['', '?', '?a=1&b', '?select=id', '?&&'])('finds no option in %j', (search) => {
    expect(read(search)).toEqual({})
  })

  it('parses nested options', () => {
    expect(read('?$expand=participants_v2,sessions($expand=segments;$select=id,caller)')).toEqual({
      expand: [
        { property: 'participants_v2' },
        { property: 'sessions', select: ['id', 'caller'], expand: [{ property: 'segments' }] },
      ],
    })
    const [expansion] = read("?$expand=participants_v2($filter=id eq 'a;)(,''b')").expand ?? []
    expect(expansion).toMatchObject({ filter: { literal: { value: "a;)(,'b" } } })
  })

  it('parses a plus sign and %20 as a space', () => {
    expect(read('?$orderby=id+desc')).toEqual(read('?%24orderby=id%20desc'))
    expect(read("?$filter=subject+eq+'a%2Bb'")).toMatchObject({ filter: { literal: { value: 'a+b' } } })
  })

  it('accepts names in any case, and without $ where that is allowed', () => {
    expect(read('?$SkipToken=A&$Top=1')).toEqual({ skiptoken: 'A', top: 1 })
    expect(parseQuery('?select=id&TOP=2&other=1&expand=sessions(select=id)', { bare: true })).toEqual({
      select: ['id'],
      top: 2,
      expand: [{ property: 'sessions', select: ['id'] }],
    })
  })

  it.each([
    ['?$foo=1', 'Query parameter $foo not allowed'],
    ['?$=1', 'Query parameter $ not allowed'],
    [
      '?$select=id&$select=type',
      "Query option '$select' was specified more than once, but it must be specified at most once.",
    ],
    ['?$top=0', "Invalid value '0' for the query option $top. Use a whole number from 1 to 999999999."],
    ['?$top=-1', "Invalid value '-1' for the query option $top."],
    ['?$top=many', "Invalid value 'many' for the query option $top."],
    ['?$skip=1.5', "Invalid value '1.5' for the query option $skip. Use a whole number from 0"],
    ['?$count=yes', "Invalid value 'yes' for the query option $count. Use 'true' or 'false'."],
    ['?$orderby=id up', "Invalid value 'id up' for the query option $orderby."],
    ['?$orderby=', "Invalid value '' for the query option $orderby."],
    ['?$filter=%zz', "Invalid value '%zz' for the query option $filter. Its percent-encoding is malformed."],
    ['?$filter=', 'Invalid filter clause: Syntax error at position 0'],
    ['?$format=xml', "A supported MIME type could not be found that matches the acceptable MIME types 'xml'."],
    ['?$select=', "Parsing OData Select and Expand failed: Term '' is not valid in a $select expression."],
    ['?$select=id,,type', "Term '' is not valid in a $select expression."],
    ['?$select=a b', "Term 'a b' is not valid in a $select expression."],
    ['?$expand=', "Term '' is not valid in a $expand expression."],
    ['?$expand=*', "Term '*' is not valid in a $expand expression."],
    ['?$expand=sessions(', "Term 'sessions(' is not valid in a $expand expression."],
    ['?$expand=sessions()', "Term '' is not valid in a $expand expression."],
    ['?$expand=sessions($select)', "Term '$select' is not valid in a $expand expression."],
    ['?$expand=sessions(select=id)', "Term 'select=id' is not valid in a $expand expression."],
    ['?$expand=sessions($foo=1)', "Term '$foo=1' is not valid in a $expand expression."],
    ['?$expand=sessions,sessions', "'sessions' is expanded more than once."],
    ['?$expand=sessions($select=id;$select=id)', "Query option '$select' was specified more than once"],
    [`?$expand=${'a($expand='.repeat(9)}a${')'.repeat(9)}`, '$expand is nested more than 8 levels deep.'],
  ])('rejects %s', (search, message) => {
    expect(refusalOf(() => read(search))).toContain(message)
  })

  it.each([
    ['names in $select', (count: number) => `?$select=${'id,'.repeat(count)}id`],
    ['parentheses', (count: number) => `?$expand=${'a('.repeat(count)}`],
    ['names in $expand', (count: number) => `?$expand=${names(count)}`],
    ['names in $expand, one of them twice', (count: number) => `?$expand=${names(count)},p0`],
    ['options', (count: number) => `?${names(count).replaceAll(',', '=1&')}`],
    ['sort terms', (count: number) => `?$orderby=${names(count)}`],
  ])('parses a long query in linear time: %s', async (_, build) => {
    const parse = (search: string) =>
      countSteps(() => {
        try {
          read(search)
        } catch {
          // Some are rejected. That takes no more steps.
        }
      })
    const [less, more] = [build(10_000), build(20_000)]
    await parse(build(10))
    const steps = await parse(less)
    expect(steps).toBeGreaterThan(10_000)
    expect(await parse(more)).toBeLessThan(3 * steps)
  })
})

describe('checkQuery', () => {
  const rules: QueryRules = {
    options: ['select', 'expand', 'orderby', 'filter'],
    expand: { participants_v2: { select: true }, sessions: { select: true, expand: { segments: {} } } },
    pageSize: 60,
  }
  const check = (search: string, type = RECORD, given: QueryRules | undefined = rules) =>
    checkQuery(read(search), type, given)

  it.each([
    '',
    '?$select=*',
    '?$select=id,sessions,organizer/user/displayName',
    '?$expand=sessions',
    '?$expand=sessions($select=id;$expand=segments),participants_v2($select=id)',
    '?$orderby=startDateTime,id desc',
    '?$skiptoken=abc',
    '?$format=json',
  ])('accepts %j', (search) => {
    expect(() => check(search)).not.toThrow()
  })

  it.each([
    ['?$top=5', 'Query parameter $top not allowed'],
    ['?$count=false', 'Query parameter $count not allowed'],
    [
      '?$select=colour',
      "Parsing OData Select and Expand failed: Could not find a property named 'colour' on type 'microsoft.graph.callRecords.callRecord'.",
    ],
    ['?$select=failureInfo/stage', "Could not find a property named 'failureInfo'"],
    ['?$select=id/x', "Could not find a property named 'x' on type 'Edm.String'."],
    ['?$select=constructor', "Could not find a property named 'constructor'"],
    ['?$expand=colour', "Could not find a property named 'colour' on type"],
    [
      '?$expand=organizer',
      "Property 'organizer' on type 'microsoft.graph.callRecords.callRecord' is not a navigation property or complex property.",
    ],
    ['?$expand=organizer_v2', "Expand is not allowed for property 'organizer_v2' according to the entity schema."],
    [
      '?$expand=sessions($expand=callee)',
      "Property 'callee' on type 'microsoft.graph.callRecords.session' is not a navigation property",
    ],
    ['?$expand=sessions($expand=segments($select=id))', 'Query parameter $select not allowed'],
    ['?$expand=sessions($top=1)', 'Query parameter $top not allowed'],
    [
      '?$expand=sessions($select=colour)',
      "Could not find a property named 'colour' on type 'microsoft.graph.callRecords.session'.",
    ],
    [
      '?$orderby=colour',
      "Invalid value 'colour' for the query option $orderby. Could not find a property named 'colour'",
    ],
    [
      '?$orderby=modalities',
      "Invalid value 'modalities' for the query option $orderby. Items cannot be sorted by a collection.",
    ],
  ])('rejects %s', (search, message) => {
    expect(refusalOf(() => check(search))).toContain(message)
  })

  it('rejects every option where none is supported', () => {
    expect(refusalOf(() => check('?$select=id', RECORD, { options: [] }))).toBe('Query parameter $select not allowed')
    expect(refusalOf(() => checkQuery(read('?$skiptoken=a'), RECORD))).toBe('Query parameter $skiptoken not allowed')
    expect(refusalOf(() => check('?$expand=sessions', RECORD, { options: [] }))).toContain('Expand is not allowed')
  })

  it('accepts the selection of undeclared members of an open type', () => {
    expect(() => check('?$select=applicationMetadata/botData,terminationReason', CALL)).not.toThrow()
  })
})
