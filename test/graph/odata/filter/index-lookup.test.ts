import { expect, it } from 'vitest'
import { filterMentions, toIndexLookup } from '../../../../src/graph/odata/filter/index-lookup.ts'
import { parseFilter } from '../../../../src/graph/odata/filter/parse-filter.ts'

const noon = Date.parse('2026-01-05T12:00:00Z')

const INDEXED = { instant: 'startDateTime', collection: 'participants_v2', property: 'id' }

it.each([
  ['startDateTime ge 2026-01-05T12:00:00Z', { bounds: { ge: noon }, values: [], exact: true }],
  ['startDateTime gt 2026-01-05T12:00:00.0004Z', { bounds: { gt: noon }, values: [], exact: true }],
  ['2026-01-05T12:00:00Z gt startDateTime', { bounds: { lt: noon }, values: [], exact: true }],
  [
    'startDateTime ge 2026-01-05 and startDateTime le 2026-01-05T12:00:00Z',
    { bounds: { ge: noon - 43_200_000, le: noon }, values: [], exact: true },
  ],
  [
    'startDateTime lt 2026-01-05T12:00:00Z and startDateTime lt 2026-01-06 and startDateTime gt 2026-01-05',
    { bounds: { gt: noon - 43_200_000, lt: noon }, values: [], exact: true },
  ],
  ['endDateTime ge 2026-01-05T12:00:00Z', { bounds: {}, values: [], exact: false }],
  ['startDateTime ge 2026-01-05T12:00:00Z or startDateTime lt 2026-01-06', { bounds: {}, values: [], exact: false }],
  ["participants_v2/any(p:p/id eq 'a')", { bounds: {}, values: ['a'], exact: true }],
  ["participants_v2/any(p:'a' eq p/id)", { bounds: {}, values: ['a'], exact: true }],
  ['participants_v2/any(p:p/id eq null)', { bounds: {}, values: [], exact: false }],
  ['startDateTime eq 2026-01-05T12:00:00Z', { bounds: {}, values: [], exact: false }],
  ['startDateTime ne 2026-01-05T12:00:00Z', { bounds: {}, values: [], exact: false }],
  ['startDateTime ge null', { bounds: {}, values: [], exact: false }],
  [
    "participants_v2/any(p:p/id eq 'a') and startDateTime lt 2026-01-05T12:00:00Z",
    { bounds: { lt: noon }, values: ['a'], exact: true },
  ],
  [
    "participants_v2/any(p:p/id eq 'a') and participants_v2/any(p:p/id eq 'b')",
    { bounds: {}, values: ['a', 'b'], exact: true },
  ],
  [
    "participants_v2/any(p:p/id eq 'a') and participants_v2/any(q:q/id eq 'a')",
    { bounds: {}, values: ['a'], exact: true },
  ],
  // One participant has to match all conditions, which the indexes cannot tell.
  ["participants_v2/any(p:p/id eq 'a' and p/id eq 'b')", { bounds: {}, values: ['a', 'b'], exact: false }],
  [
    "participants_v2/any(p:p/id eq 'a' and startDateTime lt 2026-01-05T12:00:00Z)",
    { bounds: { lt: noon }, values: ['a'], exact: false },
  ],
  ['participants_v2/any(p:startDateTime lt 2026-01-05T12:00:00Z)', { bounds: { lt: noon }, values: [], exact: false }],
  ['participants_v2/any(p:p/startDateTime lt 2026-01-05)', { bounds: {}, values: [], exact: false }],
  ["sessions/any(s:participants_v2/any(p:s/id eq 'a'))", { bounds: {}, values: [], exact: false }],
  ["sessions/any(s:s/participants_v2/any(p:p/id eq 'a'))", { bounds: {}, values: [], exact: false }],
  ["participants_v2/any(p:p/id ne 'a')", { bounds: {}, values: [], exact: false }],
  ["participants_v2/all(p:p/id eq 'a')", { bounds: {}, values: [], exact: false }],
  ["not participants_v2/any(p:p/id eq 'a')", { bounds: {}, values: [], exact: false }],
])('%s becomes an index lookup', (text, lookUp) => {
  expect(toIndexLookup(parseFilter(text), INDEXED)).toEqual(lookUp)
})

it.each([
  ["participants_v2/any(p:p/id eq 'a')", true],
  ["version eq 1 and not participants_v2/any(p:p/id eq 'a')", true],
  ["sessions/any(s:participants_v2/any(p:p/id eq 'a'))", true],
  ["sessions/any(participants_v2:participants_v2/id eq 'a')", false],
  ["sessions/any(s:s/participants_v2/any(p:p/id eq 'a'))", false],
  ['startDateTime ge 2026-01-05', false],
])('%s mentions participants: %s', (text, asks) => {
  expect(filterMentions(parseFilter(text), 'participants_v2')).toBe(asks)
})
