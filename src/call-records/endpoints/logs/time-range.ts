import { DAY_MS } from '../../../engine/time/units.ts'
import type { EndpointRequest } from '../../../graph/endpoint/endpoint.ts'
import { graphErrors } from '../../../graph/errors/graph-errors.ts'
import { toInstant } from '../../../graph/odata/json/date-time.ts'
import { oldestLogRow } from '../../retention.ts'

/** @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls */
const MAX_RANGE_DAYS = 90

/** The time range of a log request. */
export interface TimeRange {
  readonly from: number
  readonly to: number
  readonly toIncluded: boolean
}

/** Next links of Graph use `from` and `to`, so both spellings are accepted. */
const PARAMETERS: readonly string[] = ['fromDateTime', 'toDateTime', 'from', 'to']

/**
 * Reads the time range from the parameters of a log function, as far as log rows are kept.
 * @throws GraphError for an unknown parameter, a missing or invalid date, and a range that is reversed or too long.
 */
export function readTimeRange(request: EndpointRequest, now: number, toIncluded = true): TimeRange {
  const unknown = Object.keys(request.functionArguments).find((name) => !PARAMETERS.includes(name))
  if (unknown !== undefined) {
    throw graphErrors.invalidFunctionArgument(unknown, 'the parameter is unknown. Use fromDateTime and toDateTime.')
  }
  const from = readDateTime(request, 'fromDateTime', 'from')
  const to = readDateTime(request, 'toDateTime', 'to')
  if (from > to) {
    throw graphErrors.invalidFunctionArgument('fromDateTime', 'it is after toDateTime. Use the earlier date first.')
  }
  if (to - from > MAX_RANGE_DAYS * DAY_MS) {
    throw graphErrors.invalidFunctionArgument(
      'toDateTime',
      `it is more than ${MAX_RANGE_DAYS} days after fromDateTime. Request ${MAX_RANGE_DAYS} days at most.`,
    )
  }
  return { from: Math.max(from, oldestLogRow(now)), to, toIncluded }
}

function readDateTime({ functionArguments }: EndpointRequest, name: string, shortName: string): number {
  const text = functionArguments[name] ?? functionArguments[shortName]
  if (text === undefined)
    throw graphErrors.invalidFunctionArgument(
      name,
      'it is missing. Use a date such as 2026-01-31 or 2026-01-31T12:00:00Z.',
    )
  const instant = toInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(instant)) {
    throw graphErrors.invalidFunctionArgument(
      name,
      `'${text}' is not a date. Use one such as 2026-01-31 or 2026-01-31T12:00:00Z.`,
    )
  }
  return instant
}
