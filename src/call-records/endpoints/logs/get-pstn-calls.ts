import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { READ_LOGS } from '../../../graph/endpoint/permissions.ts'
import { logReply, pstnRowsOf, readLogSpan, rowsOfCalls } from './log-rows.ts'

export const getPstnCalls = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getPstnCalls',
  title: 'Get the log of PSTN calls',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls',
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(moment, request) {
    const rows = rowsOfCalls(readLogSpan(request), {
      legs: moment.tx.world.pstnLegs,
      rowsOf: ({ id }) => pstnRowsOf(moment, id, request.beta),
    })
    return logReply(request, 'microsoft.graph.callRecords.pstnCallLogRow', rows)
  },
})
