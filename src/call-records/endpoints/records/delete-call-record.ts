import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { NOT_DOCUMENTED } from '../../../graph/endpoint/permissions.ts'
import { recordChanged } from '../../record/write-record.ts'
import { requireCallRecord } from './require-call-record.ts'

/** In the first drafts of the API only. */
export const deleteCallRecord = defineEndpoint({
  method: 'DELETE',
  path: '/communications/callRecords/:callRecordId',
  title: 'Delete a call record (first draft)',
  permissions: NOT_DOCUMENTED,
  writesRecords: true,
  run(moment, _, params) {
    const record = requireCallRecord(moment, params)
    moment.tx.remove('callRecords', record.id)
    recordChanged(moment, record, 'deleted')
    return { kind: 'empty', status: 204 }
  },
})
