import { defineEndpoint } from '../../endpoint.ts'
import { READ_LOGS } from '../call-record-permissions.ts'
import { logReply } from './log-reply.ts'
import { callLogRows, pstnRowsOf } from './log-rows.ts'
import { readTimeRange } from './time-range.ts'

/**
 * Get the log of PSTN calls.
 * @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls
 */
export const getPstnCalls = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getPstnCalls',
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(context, request) {
    const rows = callLogRows(readTimeRange(request, context.now), {
      legs: context.tx.world.pstnLegs,
      rowsOf: ({ id }) => pstnRowsOf(context, id, request.beta),
    })
    return logReply(request, 'microsoft.graph.callRecords.pstnCallLogRow', rows)
  },
})
