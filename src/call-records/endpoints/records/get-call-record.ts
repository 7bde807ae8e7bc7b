import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { READ_CALL_RECORDS } from '../../../graph/endpoint/permissions.ts'
import { CALL_RECORD, CALL_RECORD_QUERY, callRecordReply } from './call-record-reply.ts'
import { requireCallRecord } from './require-call-record.ts'

export const getCallRecord = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId',
  title: 'Get a call record',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-get',
  permissions: READ_CALL_RECORDS,
  type: CALL_RECORD,
  query: CALL_RECORD_QUERY,
  run: (moment, _, params) => callRecordReply(moment, requireCallRecord(moment, params), 200),
})
