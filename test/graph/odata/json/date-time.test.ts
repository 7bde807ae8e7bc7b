import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDuration, toDateTimeText, toDurationText, toInstant } from '../../../../src/graph/odata/json/date-time.ts'

describe('toInstant', () => {
  it.each([
    ['2026-01-05T09:00:00Z', Date.UTC(2026, 0, 5, 9)],
    ['2026-01-05T09:00Z', Date.UTC(2026, 0, 5, 9)],
    ['2017-01-01T00:03:15.6077862+03:00', Date.UTC(2016, 11, 31, 21, 3, 15, 607)],
    ['2017-01-01T00:03:15.6-00:30', Date.UTC(2017, 0, 1, 0, 33, 15, 600)],
    ['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000],
    ['9999-12-31T23:59:59Z', 253_402_300_799_000],
  ])('reads %s', (text, instant) => {
    expect(toInstant(text)).toBe(instant)
  })

  it.each([
    '',
    'String (timestamp)',
    '2026-01-05',
    '2026-01-05T09:00:00',
    '2026-01-05 09:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-01-05T24:00:00Z',
    '2026-01-05T09:60:00Z',
    '2026-01-05T09:00:60Z',
    '2026-01-05T09:00:00.Z',
    '2026-01-05T09:00:00+15:00',
    '0000-01-01T00:00:00Z',
    '2026-01-05T09:00:00Z ',
  ])('rejects %j', (text) => {
    expect(toInstant(text)).toBeNaN()
  })

  it('reads what toDateTimeText writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (instant) => {
        expect(toInstant(toDateTimeText(instant))).toBe(instant)
      }),
    )
  })
})

describe('durations', () => {
  it.each([
    [0, 'PT0S'],
    [16, 'PT0.016S'],
    [0.5, 'PT0.0005S'],
    [1_000, 'PT1S'],
    [10_000, 'PT10S'],
    [90_000, 'PT1M30S'],
    [3_600_000, 'PT1H'],
    [86_400_000, 'P1D'],
    [90_061_001, 'P1DT1H1M1.001S'],
    [-1_500, '-PT1.5S'],
  ])('%d ms are written as %s', (durationMs, text) => {
    expect(toDurationText(durationMs)).toBe(text)
  })

  it('are valid at any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (durationMs) => {
        expect(isDuration(toDurationText(durationMs))).toBe(true)
      }),
    )
  })

  it.each(['', 'P', 'PT', 'P1DT', 'P1Y', 'P1M', 'P1W', 'PT1.S', '1s', 'PT1S2', 'pt1s'])(
    '%j is not a duration',
    (text) => {
      expect(isDuration(text)).toBe(false)
    },
  )
})
