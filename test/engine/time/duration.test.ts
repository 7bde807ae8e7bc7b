import { describe, expect, it } from 'vitest'
import { parseDuration } from '../../../src/engine/time/duration.ts'
import { parseInstant } from '../../../src/engine/time/instant.ts'

describe('parseDuration', () => {
  it.each([
    [0, 0],
    [250, 250],
    [2.5, 3],
    ['250ms', 250],
    ['2s', 2_000],
    ['1.5s', 1_500],
    ['3min', 180_000],
    ['0.5h', 1_800_000],
    ['1d', 86_400_000],
    ['PT2S', 2_000],
    ['PT1.5S', 1_500],
    ['PT1H30M', 5_400_000],
    ['P1D', 86_400_000],
    ['P1DT12H', 129_600_000],
  ])('reads %j as %i milliseconds', (value, durationMs) => {
    expect(parseDuration(value, 'after')).toBe(durationMs)
  })

  it.each([
    '2 s',
    '2sec',
    '2m',
    's',
    '',
    '2',
    '1h30min',
    '+2s',
    'P',
    'PT',
    'P1DT',
    'PT2',
    'P1M',
    'pt2s',
    '1e3ms',
    ' 2s',
    null,
    undefined,
    true,
    {},
  ])('rejects %j', (value) => {
    expect(() => parseDuration(value, 'records.latency')).toThrow(TypeError)
    expect(() => parseDuration(value, 'records.latency')).toThrow(
      /^records\.latency: .* is not a duration\. Use milliseconds \(250\) or text such as '250ms'/,
    )
  })

  it.each([-1, '-2s', '-PT2S', Number.NaN, Number.POSITIVE_INFINITY, 1e300, '999999999999d'])(
    'rejects %j as out of range',
    (value) => {
      expect(() => parseDuration(value, 'after')).toThrow(RangeError)
      expect(() => parseDuration(value, 'after')).toThrow(/^after: .* is out of range\. Use 0 or more/)
    },
  )
})

describe('parseInstant', () => {
  const at = Date.UTC(2026, 0, 5, 9)

  it.each([
    ['2026-01-05T09:00:00Z', at],
    ['2026-01-05T09:00Z', at],
    ['2026-01-05T10:00:00+01:00', at],
    ['2026-01-05T09:00:00.0000000Z', at],
    ['2026-01-05', Date.UTC(2026, 0, 5)],
    [at, at],
    [at + 0.9, at],
    [new Date(at), at],
  ])('reads %j', (value, expected) => {
    expect(parseInstant(value, 'start')).toBe(expected)
  })

  it.each([
    '2026-01-05T09:00:00',
    '5 January 2026',
    'now',
    '',
    '2026-13-01',
    Number.NaN,
    8.7e15,
    new Date('x'),
    null,
    undefined,
  ])('rejects %j', (value) => {
    expect(() => parseInstant(value, 'clock.start')).toThrow(TypeError)
    expect(() => parseInstant(value, 'clock.start')).toThrow(
      /^clock\.start: .* is not a point in time\. Use text such as '2026-01-05T09:00:00Z'/,
    )
  })
})
