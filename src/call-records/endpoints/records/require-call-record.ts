import { GraphError } from '../../../graph/errors/errors.ts'
import type { CallRecordContext } from '../../context.ts'
import { isExpired } from '../../record/retention.ts'
import type { CallRecordRow } from '../../rows.ts'

/** @throws GraphError if the record does not exist or has expired. */
export function requireCallRecord(
  { tx, now }: CallRecordContext,
  { callRecordId = '' }: Readonly<Record<string, string>>,
): CallRecordRow {
  const record = tx.get('callRecords', callRecordId.toLowerCase())
  if (!record || isExpired(record, now)) throw new GraphError('callRecordNotFound', callRecordId)
  return record
}
