import type { JsonObject } from '../edm/json.ts'
import { toInstant } from '../odata/date-time.ts'
import { GraphError } from '../odata/errors.ts'
import type { Moment } from '../simulation/moment.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import type { OperationRequest, Reply } from './define.ts'

/** At most this much time can be asked for at once. @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls */
const LOG_SPAN_DAYS = 90
const DAY_MS = 24 * 60 * 60_000
const LOG_PAGE_SIZE = 1000

interface LogFunction {
  /** Full name of the rows' type. */
  readonly type: string
  /** Whether calls that start at `toDateTime` belong to the answer. */
  readonly toIncluded: boolean
  readonly rowsOf: (record: CallRecordRow) => readonly JsonObject[]
}

/** The answer of a function such as getPstnCalls: the rows of all calls that started in the span, by their start. */
export function logReply({ tx }: Moment, request: OperationRequest, log: LogFunction): Reply {
  const from = readDateTime(request, 'fromDateTime', 'from')
  const to = readDateTime(request, 'toDateTime', 'to')
  if (from > to) throw new GraphError('invalidFunctionArgument', 'fromDateTime', 'it lies after toDateTime.')
  if (to - from > LOG_SPAN_DAYS * DAY_MS) {
    throw new GraphError(
      'invalidFunctionArgument',
      'toDateTime',
      `it lies more than ${LOG_SPAN_DAYS} days after fromDateTime.`,
    )
  }
  const { callRecords, callRecordsByStart } = tx.world
  const inSpan = callRecordsByStart.range(log.toIncluded ? { ge: from, le: to } : { ge: from, lt: to })
  const items = [...inSpan].flatMap(([, id]) => {
    const record = callRecords.get(id)
    return record ? log.rowsOf(record) : []
  })
  const skipped = request.query.skip ?? 0
  const page = items.slice(skipped, skipped + LOG_PAGE_SIZE)
  return {
    kind: 'collection',
    status: 200,
    type: log.type,
    context: `Collection(${log.type})`,
    items: page,
    // The rows of this page, unasked: as Graph has it.
    count: page.length,
    ...(items.length > skipped + LOG_PAGE_SIZE && { nextLink: nextLink(request.url, skipped + LOG_PAGE_SIZE) }),
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

function nextLink(url: string, skip: number): string {
  return `${url.replace(/\?.*$/s, '')}?$skip=${skip}`
}
