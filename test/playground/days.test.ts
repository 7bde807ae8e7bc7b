import { expect, it } from 'vitest'
import { toDays } from '../../playground/call-quality/records/days.ts'
import { toQualityCall } from '../../playground/call-quality/records/quality-call.ts'

const PERIOD = { since: Date.parse('2026-03-02T23:30:00Z'), until: Date.parse('2026-03-05T15:00:00Z') }

/** An unclassified call. */
function callAt(startDateTime: string) {
  return toQualityCall({ id: startDateTime, startDateTime, endDateTime: startDateTime }, { sessions: [] })
}

it.each([
  ['UTC', { '2026-03-02': 1, '2026-03-03': 0, '2026-03-04': 1, '2026-03-05': 0 }],
  ['Europe/Berlin', { '2026-03-03': 1, '2026-03-04': 0, '2026-03-05': 1 }],
  ['America/Los_Angeles', { '2026-03-02': 1, '2026-03-03': 0, '2026-03-04': 1, '2026-03-05': 0 }],
])('counts calls by calendar day in %s, including days without calls', (timeZone, expected) => {
  const days = toDays([callAt('2026-03-02T23:45:00Z'), callAt('2026-03-04T23:15:00Z')], PERIOD, timeZone)
  expect(Object.fromEntries(days.map(({ date, counts }) => [date, counts.unclassified]))).toEqual(expected)
})

it('does not count a call whose details are not loaded yet', () => {
  const loading = toQualityCall({ startDateTime: '2026-03-04T10:00:00Z' })
  expect(toDays([loading], PERIOD, 'UTC').map(({ total }) => total)).toEqual([0, 0, 0, 0])
})
