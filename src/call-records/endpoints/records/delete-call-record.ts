import { NO_PERMISSIONS } from '../../../graph/endpoint/permissions.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { recordChanged } from '../../record/write-record.ts'
import { requireCallRecord } from './require-call-record.ts'

/**
 * Delete a call record (first draft).
 *
 * Only the first drafts of the API have this endpoint.
 */
export const deleteCallRecord = defineEndpoint({
  method: 'DELETE',
  path: '/communications/callRecords/:callRecordId',
  permissions: NO_PERMISSIONS,
  writesRecords: true,
  run(context, _, params) {
    const record = requireCallRecord(context, params)
    context.tx.remove('callRecords', record.id)
    recordChanged(context, record, 'deleted')
    return { kind: 'empty', status: 204 }
  },
})
