import { toDirectRoutingLogRows } from '../call-records/direct-routing-log-row.ts'
import { defineOperation } from './define.ts'
import { logReply, readLogSpan, rowsOfCalls } from './log-rows.ts'
import { READ_LOGS } from './permissions.ts'

export const getDirectRoutingCalls = defineOperation({
  method: 'GET',
  path: '/communications/callRecords/getDirectRoutingCalls',
  title: 'Get the log of direct routing calls',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-getdirectroutingcalls',
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(moment, request) {
    const { trunkOf, randomOf } = moment.settings
    // Unlike in the other logs, what lies at toDateTime is not in it.
    const rows = rowsOfCalls(moment, readLogSpan(request, false), (record) =>
      toDirectRoutingLogRows(record, trunkOf, randomOf(`directRouting/${record.id}`), request.beta),
    )
    return logReply(request, 'microsoft.graph.callRecords.directRoutingLogRow', rows)
  },
})
