import { toPstnCallLogRows } from '../call-records/pstn-call-log-row.ts'
import { defineOperation } from './define.ts'
import { logReply } from './log-rows.ts'
import { READ_LOGS } from './permissions.ts'

export const getPstnCalls = defineOperation({
  method: 'GET',
  path: '/communications/callRecords/getPstnCalls',
  title: 'Get the log of PSTN calls',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls',
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(moment, request) {
    const { trunkOf, randomOf } = moment.settings
    return logReply(moment, request, {
      type: 'microsoft.graph.callRecords.pstnCallLogRow',
      toIncluded: true,
      rowsOf: (record) => toPstnCallLogRows(record, trunkOf, randomOf(`pstn/${record.id}`)),
    })
  },
})
