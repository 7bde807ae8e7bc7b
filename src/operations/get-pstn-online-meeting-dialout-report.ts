import { toDialoutReport } from '../call-records/dialout-report.ts'
import { defineOperation } from './define.ts'
import { logReply, pstnRows, readLogSpan } from './log-rows.ts'
import { READ_LOGS } from './permissions.ts'

export const getPstnOnlineMeetingDialoutReport = defineOperation({
  method: 'GET',
  path: '/communications/callRecords/getPstnOnlineMeetingDialoutReport',
  title: 'Get the report of phones called from meetings (beta)',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstnonlinemeetingdialoutreport',
  betaOnly: true,
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(moment, request) {
    const report = toDialoutReport(pstnRows(moment, readLogSpan(request)))
    return logReply(request, 'microsoft.graph.callRecords.pstnOnlineMeetingDialoutReport', report)
  },
})
