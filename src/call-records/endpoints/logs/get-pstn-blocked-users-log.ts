import { defineEndpoint } from '../../endpoint.ts'
import { drawBlockedUsersLogRows } from '../../logs/blocked-users-log-row.ts'
import { READ_LOGS } from '../call-record-permissions.ts'
import { drawnLogRows } from './drawn-log-rows.ts'
import { logReply } from './log-reply.ts'

/**
 * Get the log of users blocked from calling phones (beta).
 * @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstnblockeduserslog
 */
export const getPstnBlockedUsersLog = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getPstnBlockedUsersLog',
  betaOnly: true,
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(context, request) {
    const rows = drawnLogRows(context, request, { drawRows: drawBlockedUsersLogRows, timeColumn: 'blockDateTime' })
    return logReply(request, 'microsoft.graph.callRecords.pstnBlockedUsersLogRow', rows)
  },
})
