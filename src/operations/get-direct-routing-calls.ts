import { toDirectRoutingLogRows } from '../call-records/direct-routing-log-row.ts'
import { defineOperation } from './define.ts'
import { logReply } from './log-rows.ts'
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
    return logReply(moment, request, {
      type: 'microsoft.graph.callRecords.directRoutingLogRow',
      toIncluded: false,
      rowsOf: (record) => toDirectRoutingLogRows(record, trunkOf, randomOf(`directRouting/${record.id}`)),
    })
  },
})
