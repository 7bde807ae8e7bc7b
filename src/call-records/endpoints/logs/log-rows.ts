import type { SortedIndex } from '../../../engine/store/collections/sorted-index.ts'
import { DAY_MS } from '../../../engine/time/units.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { EndpointReply, EndpointRequest } from '../../../graph/endpoint/endpoint.ts'
import { GraphError } from '../../../graph/errors/errors.ts'
import { toInstant } from '../../../graph/odata/json/date-time.ts'
import { splitSearch } from '../../../graph/odata/query/query.ts'
import type { CallRecordContext } from '../../context.ts'
import { toPstnCallLogRows } from '../../logs/pstn-call-log-row.ts'
import { type LegSource, readLeg } from '../../record-index.ts'

/** At most this much time can be asked for at once. @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls */
const LOG_SPAN_DAYS = 90
const LOG_PAGE_SIZE = 1000

/** From when to when a log is asked for. */
export interface LogSpan {
  readonly from: number
  readonly to: number
  /** Whether what lies at `to` belongs to the answer. */
  readonly toIncluded: boolean
}

/** The rows of a log, in order of time: any part of it is had without what comes before. */
export interface LogRows {
  readonly length: number
  slice(from: number, to: number): readonly JsonObject[]
}

/** Graph's own links call the parameters `from` and `to`: both are read. */
const PARAMETERS: readonly string[] = ['fromDateTime', 'toDateTime', 'from', 'to']

/**
 * @throws GraphError for a date that is missing or none, for reversed dates, for dates that are too far apart, and for
 * parameters that logs do not have.
 */
export function readLogSpan(request: EndpointRequest, toIncluded = true): LogSpan {
  const unknown = Object.keys(request.functionArguments).find((name) => !PARAMETERS.includes(name))
  if (unknown !== undefined) {
    throw new GraphError('invalidFunctionArgument', unknown, 'there is none. Use fromDateTime and toDateTime.')
  }
  const from = readDateTime(request, 'fromDateTime', 'from')
  const to = readDateTime(request, 'toDateTime', 'to')
  if (from > to) {
    throw new GraphError(
      'invalidFunctionArgument',
      'fromDateTime',
      'it lies after toDateTime. Give the earlier one first.',
    )
  }
  if (to - from > LOG_SPAN_DAYS * DAY_MS) {
    throw new GraphError(
      'invalidFunctionArgument',
      'toDateTime',
      `it lies more than ${LOG_SPAN_DAYS} days after fromDateTime.`,
    )
  }
  return { from, to, toIncluded }
}

/** Rows by the time in one of their members: those in the span, in order. */
export function rowsIn({ from, to, toIncluded }: LogSpan, rows: readonly JsonObject[], member: string): JsonObject[] {
  const timeOf = (row: JsonObject) => Number(row[member])
  return rows
    .filter((row) => timeOf(row) >= from && (toIncluded ? timeOf(row) <= to : timeOf(row) < to))
    .sort((one, other) => timeOf(one) - timeOf(other))
}

interface CallLog {
  /** The index by which the log's rows are found. */
  readonly legs: SortedIndex
  /** All rows that a record has in the log, or a call's tries, in order of joining. */
  readonly rowsOf: (source: LegSource) => readonly JsonObject[]
}

/** The rows that calls left, of the phones that joined in the span. Only those that are asked for are made. */
export function rowsOfCalls({ from, to, toIncluded }: LogSpan, { legs, rowsOf }: CallLog): LogRows {
  const range = { ge: from, ...(toIncluded ? { le: to } : { lt: to }) }
  return {
    length: legs.count(range),
    slice(offset, end) {
      const known = new Map<string, readonly JsonObject[]>()
      return Array.from(legs.range({ ...range, offset, limit: end - offset })).flatMap(([, leg]) => {
        const source = readLeg(leg)
        const key = `${source.isTried} ${source.id}`
        const rows = known.get(key) ?? rowsOf(source)
        known.set(key, rows)
        const row = rows[source.place]
        return row ? [row] : []
      })
    },
  }
}

/** The rows that a record has in the log of the calling plan. */
export function pstnRowsOf({ tx, random }: CallRecordContext, recordId: string, beta = false): JsonObject[] {
  return toPstnCallLogRows(tx.require('callRecords', recordId), random.fork, beta)
}

/**
 * A page of a log.
 * @param type Full name of the rows' type.
 */
export function logReply({ query, url }: EndpointRequest, type: string, rows: LogRows): EndpointReply {
  const skipped = query.skip ?? 0
  const page = rows.slice(skipped, skipped + LOG_PAGE_SIZE)
  return {
    kind: 'collection',
    status: 200,
    type,
    context: `Collection(${type})`,
    items: page.map((row) => () => row),
    // The rows of this page, unasked: as Graph has it.
    count: page.length,
    ...(rows.length > skipped + LOG_PAGE_SIZE && { nextLink: nextLink(url, skipped + LOG_PAGE_SIZE) }),
    types: 'derived',
  }
}

function readDateTime({ functionArguments }: EndpointRequest, name: string, short: string): number {
  const text = functionArguments[name] ?? functionArguments[short]
  if (text === undefined) throw new GraphError('invalidFunctionArgument', name, 'it is required.')
  const instant = toInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(instant)) {
    throw new GraphError(
      'invalidFunctionArgument',
      name,
      `'${text}' is not a date such as 2026-01-31 or 2026-01-31T12:00:00Z.`,
    )
  }
  return instant
}

/** Arguments may stand in the query, too: all of it is kept. */
function nextLink(url: string, skip: number): string {
  const [path = '', search = ''] = url.split(/[?#]/)
  const kept = splitSearch(search).filter(([name]) => !/^(\$|%24)?skip$/i.test(name))
  return `${path}?${[...kept.map(([name, value]) => `${name}=${value}`), `$skip=${skip}`].join('&')}`
}
