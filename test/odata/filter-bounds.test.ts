import { expect, it } from 'vitest'
import { parseFilter } from '../../src/odata/filter.ts'
import { asksOf, toLookUp } from '../../src/odata/filter-bounds.ts'

const noon = Date.parse('2026-01-05T12:00:00Z')

const INDEXED = { instant: 'startDateTime', collection: 'participants_v2', property: 'id' }

it.each([
  ['startDateTime ge 2026-01-05T12:00:00Z', { bounds: { ge: noon }, exact: true }],
  ['startDateTime gt 2026-01-05T12:00:00.0004Z', { bounds: { gt: noon }, exact: true }],
  ['2026-01-05T12:00:00Z gt startDateTime', { bounds: { lt: noon }, exact: true }],
  [
    'startDateTime ge 2026-01-05 and startDateTime le 2026-01-05T12:00:00Z',
    { bounds: { ge: noon - 43_200_000, le: noon }, exact: true },
  ],
  [
    'startDateTime lt 2026-01-05T12:00:00Z and startDateTime lt 2026-01-06 and startDateTime gt 2026-01-05',
    { bounds: { gt: noon - 43_200_000, lt: noon }, exact: true },
  ],
  ['endDateTime ge 2026-01-05T12:00:00Z', { bounds: {}, exact: false }],
  ['startDateTime ge 2026-01-05T12:00:00Z or startDateTime lt 2026-01-06', { bounds: {}, exact: false }],
  ["participants_v2/any(p:p/id eq 'a')", { bounds: {}, sought: 'a', exact: true }],
  [
    "participants_v2/any(p:p/id eq 'a') and startDateTime lt 2026-01-05T12:00:00Z",
    { bounds: { lt: noon }, sought: 'a', exact: true },
  ],
  [
    "participants_v2/any(p:p/id eq 'a') and participants_v2/any(p:p/id eq 'b')",
    { bounds: {}, sought: 'a', exact: false },
  ],
  ["participants_v2/any(p:p/id ne 'a')", { bounds: {}, exact: false }],
  ["participants_v2/all(p:p/id eq 'a')", { bounds: {}, exact: false }],
  ["not participants_v2/any(p:p/id eq 'a')", { bounds: {}, exact: false }],
])('%s is looked up', (text, lookUp) => {
  expect(toLookUp(parseFilter(text), INDEXED)).toEqual(lookUp)
})

it.each([
  ["participants_v2/any(p:p/id eq 'a')", true],
  ["version eq 1 and not participants_v2/any(p:p/id eq 'a')", true],
  ["sessions/any(s:participants_v2/any(p:p/id eq 'a'))", true],
  ["sessions/any(participants_v2:participants_v2/id eq 'a')", false],
  ['startDateTime ge 2026-01-05', false],
])('%s asks of participants: %s', (text, asks) => {
  expect(asksOf(parseFilter(text), 'participants_v2')).toBe(asks)
})
