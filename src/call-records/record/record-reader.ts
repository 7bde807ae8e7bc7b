import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { RecordReader } from '../context.ts'
import type { CallRecordRow } from '../rows.ts'
import { toDeprecatedOrganizer } from '../timeline/participants.ts'
import { buildCallRecord, type RecordExtras } from './build-call-record.ts'
import { toRecordHead } from './record-head.ts'

interface ReaderOptions {
  /** Whether records show the routes that packets took. Default: false. */
  readonly traceRoutes?: boolean
}

/**
 * Reads call records. What is read, and in what order, changes nothing.
 * @param fork Gives the generator that goes by a label: the same numbers whenever it is asked for.
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
    read: once((row) => buildCallRecord(row, fork(`callRecord/${row.id}`), extrasOf(row))),
    readHead: (row) => withDeprecatedOrganizer(toRecordHead(row)),
  }
}

function withDeprecatedOrganizer(head: JsonObject): JsonObject {
  return { ...head, organizer: head.organizer ?? toDeprecatedOrganizer(head) }
}

function once(build: (row: CallRecordRow) => JsonObject): (row: CallRecordRow) => JsonObject {
  const built = new WeakMap<CallRecordRow, JsonObject>()
  return (row) => {
    const known = built.get(row)
    if (known) return known
    const record = build(row)
    built.set(row, record)
    return record
  }
}
