import { defineEndpoint } from '../../endpoint.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { CALL_RECORD, CALL_RECORD_QUERY, callRecordReply } from './call-record-reply.ts'
import { requireCallRecord } from './require-call-record.ts'

/**
 * Get a call record.
 * @see https://learn.microsoft.com/graph/api/callrecords-callrecord-get
 */
export const getCallRecord = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId',
  permissions: READ_CALL_RECORDS,
  type: CALL_RECORD,
  query: CALL_RECORD_QUERY,
  run: (context, _, params) => callRecordReply(context, requireCallRecord(context, params), 200),
})
