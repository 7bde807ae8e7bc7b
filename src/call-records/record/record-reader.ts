import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { RecordReader } from '../context.ts'
import type { CallRecordRow } from '../rows.ts'
import { buildCallRecord, type RecordExtras } from './build-call-record.ts'
import { toListedRecord } from './record-summary.ts'

interface ReaderOptions {
  /** Adds the routes that packets took. Default: false. */
  readonly traceRoutes?: boolean
}

/**
 * Builds call records from rows. The result does not depend on which records are read, or in which order.
 * @param fork Returns the random generator for a label, always with the same numbers.
 */
export function createRecordReader(
  fork: (label: string) => Random,
  { traceRoutes = false }: ReaderOptions = {},
): RecordReader {
  const extrasOf = ({ id }: CallRecordRow): RecordExtras => ({
    ratings: fork(`ratings/${id}`),
    ...(traceRoutes && { traceRoutes: fork(`traceRoutes/${id}`) }),
  })
  return {
    read: memoize((row) => buildCallRecord(row, fork(`callRecord/${row.id}`), extrasOf(row))),
    readSummary: toListedRecord,
  }
}

function memoize(build: (row: CallRecordRow) => JsonObject): (row: CallRecordRow) => JsonObject {
  const cache = new WeakMap<CallRecordRow, JsonObject>()
  return (row) => {
    const cached = cache.get(row)
    if (cached) return cached
    const record = build(row)
    cache.set(row, record)
    return record
  }
}
