import type { JsonObject } from '../../engine/values/json.ts'
import type { CallRecordTypes } from '../context.ts'
import type { CallRecordRow } from '../rows.ts'
import { buildCallRecord } from './build-call-record.ts'

type RandomNumbers = Pick<CallRecordTypes['services'], 'forkRandom' | 'traceRoutes'>

/** The records that were read, by emulator and row: they are kept for as long as their rows exist. */
const recordsRead = new WeakMap<RandomNumbers, WeakMap<CallRecordRow, JsonObject>>()

/**
 * Returns the whole record of a row with everything that can be expanded. The result does not depend on which records are
 * read, or in which order.
 */
export function readCallRecord({ services }: { readonly services: RandomNumbers }, row: CallRecordRow): JsonObject {
  const records = recordsRead.get(services) ?? new WeakMap<CallRecordRow, JsonObject>()
  recordsRead.set(services, records)
  const record = records.get(row) ?? build(row, services)
  records.set(row, record)
  return record
}

function build(row: CallRecordRow, { forkRandom, traceRoutes }: RandomNumbers): JsonObject {
  return buildCallRecord(row, forkRandom(`callRecord/${row.id}`), {
    ratings: forkRandom(`ratings/${row.id}`),
    ...(traceRoutes && { traceRoutes: forkRandom(`traceRoutes/${row.id}`) }),
  })
}
