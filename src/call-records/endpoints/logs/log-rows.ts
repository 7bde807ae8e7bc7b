import type { SortedIndex } from '../../../engine/store/collections/sorted-index.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { CallRecordContext } from '../../context.ts'
import { toPstnCallLogRows } from '../../logs/pstn-call-log-row.ts'
import { type LegSource, parseLegId } from '../../record-index.ts'
import type { TimeRange } from './time-range.ts'

/** The rows of a log in order of time. A slice is built without the rows before it. */
export interface LogRows {
  readonly length: number
  slice(from: number, to: number): readonly JsonObject[]
}

interface CallLog {
  /** The index of the log's legs. */
  readonly legs: SortedIndex
  /** Builds all rows that a call record, or a call's failed attempts, have in the log, in order of joining. */
  readonly rowsOf: (source: LegSource) => readonly JsonObject[]
}

/** The rows of the phones that joined within the time range. Only the requested rows are built. */
export function callLogRows({ from, to, toIncluded }: TimeRange, { legs, rowsOf }: CallLog): LogRows {
  const range = { ge: from, ...(toIncluded ? { le: to } : { lt: to }) }
  return {
    length: legs.count(range),
    slice(offset, end) {
      const cache = new Map<string, readonly JsonObject[]>()
      return Array.from(legs.range({ ...range, offset, limit: end - offset })).flatMap(([, leg]) => {
        const source = parseLegId(leg)
        const key = `${source.isFailedAttempt} ${source.id}`
        const rows = cache.get(key) ?? rowsOf(source)
        cache.set(key, rows)
        const row = rows[source.position]
        return row ? [row] : []
      })
    },
  }
}

/** The rows of a call record in the calling plan's log. */
export function pstnRowsOf({ tx, random }: CallRecordContext, recordId: string, beta = false): JsonObject[] {
  return toPstnCallLogRows(tx.require('callRecords', recordId), random.fork, beta)
}
