import { isExpired } from '../call-records/retention.ts'
import { GraphError } from '../odata/errors.ts'
import type { Moment } from '../simulation/moment.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'

/** @throws GraphError when there is no such record, or not any more. */
export function requireCallRecord(
  { tx, now }: Moment,
  { callRecordId = '' }: Readonly<Record<string, string>>,
): CallRecordRow {
  const record = tx.get('callRecords', callRecordId.toLowerCase())
  if (!record || isExpired(record, now)) throw new GraphError('callRecordNotFound', callRecordId)
  return record
}
