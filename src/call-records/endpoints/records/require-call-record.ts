import type { CallRecordContext } from '../../context.ts'
import { callRecordErrors } from '../../errors.ts'
import { isExpired } from '../../retention.ts'
import type { CallRecordRow } from '../../rows.ts'

/** @throws GraphError if the record does not exist or has expired. */
export function requireCallRecord(
  { tx, now }: CallRecordContext,
  { callRecordId = '' }: Readonly<Record<string, string>>,
): CallRecordRow {
  const record = tx.get('callRecords', callRecordId.toLowerCase())
  if (!record || isExpired(record, now)) throw callRecordErrors.callRecordNotFound(callRecordId)
  return record
}
