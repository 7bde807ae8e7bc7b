import { expect, it } from 'vitest'
import { parseFilter } from '../../src/odata/filter.ts'
import { asksOf, boundsOf } from '../../src/odata/filter-bounds.ts'

const noon = Date.parse('2026-01-05T12:00:00Z')

it.each([
  ['startDateTime ge 2026-01-05T12:00:00Z', { ge: noon }],
  ['startDateTime gt 2026-01-05T12:00:00.0004Z', { ge: noon }],
  ['2026-01-05T12:00:00Z gt startDateTime', { le: noon }],
  ['startDateTime ge 2026-01-05 and startDateTime lt 2026-01-05T12:00:00Z', { ge: noon - 43_200_000, le: noon }],
  ['startDateTime lt 2026-01-05T12:00:00Z and startDateTime lt 2026-01-06', { le: noon }],
  ['endDateTime ge 2026-01-05T12:00:00Z', {}],
  ['startDateTime ge 2026-01-05T12:00:00Z or startDateTime lt 2026-01-06', {}],
])('%s is looked up between its own bounds', (text, bounds) => {
  expect(boundsOf(parseFilter(text), 'startDateTime')).toEqual(bounds)
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
