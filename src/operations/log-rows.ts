import { toPstnCallLogRows } from '../call-records/pstn-call-log-row.ts'
import type { JsonObject } from '../edm/json.ts'
import { toInstant } from '../odata/date-time.ts'
import { GraphError } from '../odata/errors.ts'
import { splitSearch } from '../odata/query.ts'
import type { Moment } from '../simulation/moment.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import type { OperationRequest, Reply } from './define.ts'

/** At most this much time can be asked for at once. @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls */
const LOG_SPAN_DAYS = 90
const DAY_MS = 24 * 60 * 60_000
const LOG_PAGE_SIZE = 1000
/** A phone may come to a meeting long after it has begun. @see https://learn.microsoft.com/microsoftteams/limits-specifications-teams */
const LONGEST_MEETING_MS = 30 * 60 * 60_000

/** From when to when a log is asked for. */
export interface LogSpan {
  readonly from: number
  readonly to: number
  /** Whether what lies at `to` belongs to the answer. */
  readonly toIncluded: boolean
}

/** @throws GraphError for a date that is missing or none, for reversed dates, and for dates that are too far apart. */
export function readLogSpan(request: OperationRequest, toIncluded = true): LogSpan {
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

/** The rows that calls left, of those that began in the span. */
export function rowsOfCalls(
  { tx }: Moment,
  span: LogSpan,
  rowsOf: (record: CallRecordRow) => readonly JsonObject[],
): JsonObject[] {
  const { callRecords, callRecordsByStart } = tx.world
  const rows: JsonObject[] = []
  for (const [, id] of callRecordsByStart.range({ ge: span.from - LONGEST_MEETING_MS, lt: span.from })) {
    // In a past, phones come to no call late; made for that, its records would be many.
    const record = callRecords.isDeferred(id) ? undefined : callRecords.get(id)
    if (record && isAmongSeveral(record) && record.endAt >= span.from) rows.push(...rowsOf(record))
  }
  for (const [, id] of callRecordsByStart.range({ ge: span.from, le: span.to })) {
    const record = callRecords.get(id)
    if (record) rows.push(...rowsOf(record))
  }
  return rowsIn(span, rows, 'startDateTime')
}

/** Of two, neither comes later than the call begins. */
function isAmongSeveral({ origin }: CallRecordRow): boolean {
  return origin.from === 'call' && origin.call.kind === 'group'
}

/** The rows that calls left with the calling plan. */
export function pstnRows(moment: Moment, span: LogSpan, beta = false): JsonObject[] {
  const { trunkOf, randomOf } = moment.settings
  return rowsOfCalls(moment, span, (record) => toPstnCallLogRows(record, trunkOf, randomOf(`pstn/${record.id}`), beta))
}

/**
 * A page of a log.
 * @param type Full name of the rows' type.
 */
export function logReply({ query, url }: OperationRequest, type: string, rows: readonly JsonObject[]): Reply {
  const skipped = query.skip ?? 0
  const page = rows.slice(skipped, skipped + LOG_PAGE_SIZE)
  return {
    kind: 'collection',
    status: 200,
    type,
    context: `Collection(${type})`,
    items: page.map((row) => ({ value: () => row })),
    // The rows of this page, unasked: as Graph has it.
    count: page.length,
    ...(rows.length > skipped + LOG_PAGE_SIZE && { nextLink: nextLink(url, skipped + LOG_PAGE_SIZE) }),
    types: 'derived',
  }
}

/** Graph's own links call the parameters `from` and `to`: both are read. */
function readDateTime({ functionArguments }: OperationRequest, name: string, short: string): number {
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
