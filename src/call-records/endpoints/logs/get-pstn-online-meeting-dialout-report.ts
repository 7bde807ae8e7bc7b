import { READ_LOGS } from '../../../graph/endpoint/permissions.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { toDialoutReport } from '../../logs/dialout-report.ts'
import { logReply, pstnRowsOf, readLogSpan, rowsOfCalls } from './log-rows.ts'

export const getPstnOnlineMeetingDialoutReport = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getPstnOnlineMeetingDialoutReport',
  title: 'Get the report of phones called from meetings (beta)',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstnonlinemeetingdialoutreport',
  betaOnly: true,
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(context, request) {
    const { callRecords, pstnLegs } = context.tx.world
    const rows = rowsOfCalls(readLogSpan(request), {
      legs: pstnLegs,
      // In a past no meeting calls a phone: its records need not be made.
      rowsOf: ({ id }) => (callRecords.isDeferred(id) ? [] : pstnRowsOf(context, id)),
    })
    const report = toDialoutReport(rows.slice(0, rows.length))
    return logReply(request, 'microsoft.graph.callRecords.pstnOnlineMeetingDialoutReport', report)
  },
})
