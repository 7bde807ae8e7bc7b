import { defineEndpoint } from '../../endpoint.ts'
import { drawSmsLogRows } from '../../logs/sms-log-row.ts'
import { READ_LOGS } from '../call-record-permissions.ts'
import { drawnLogRows } from './drawn-log-rows.ts'
import { logReply } from './log-reply.ts'

/**
 * Get the log of text messages (beta).
 * @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getsmslog
 */
export const getSmsLog = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getSmsLog',
  betaOnly: true,
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(context, request) {
    const rows = drawnLogRows(context, request, {
      drawRows: (day, users, fork) => drawSmsLogRows(day, users, fork, context.tx.world.textMessages),
      timeColumn: 'sentDateTime',
    })
    return logReply(request, 'microsoft.graph.callRecords.smsLogRow', rows)
  },
})
