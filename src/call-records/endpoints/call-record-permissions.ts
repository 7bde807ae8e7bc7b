import type { Permissions } from '../../graph/endpoint/permissions.ts'
import { graphErrors } from '../../graph/errors/graph-errors.ts'

/** @see https://learn.microsoft.com/graph/api/callrecords-callrecord-get#permissions */
export const READ_CALL_RECORDS: Permissions = {
  needs: [['CallRecords.Read.All']],
  tenant: 'directory',
  refuse: graphErrors.forbidden,
}

/** @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls#permissions */
export const READ_LOGS: Permissions = {
  needs: [['CallRecord-PstnCalls.Read.All', 'CallRecords.Read.All']],
  tenant: 'directory',
  refuse: graphErrors.forbidden,
}
