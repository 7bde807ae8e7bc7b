import { defineEndpoint } from '../../endpoint.ts'
import { toDialoutReport } from '../../logs/dialout-report.ts'
import { READ_LOGS } from '../call-record-permissions.ts'
import { logReply } from './log-reply.ts'
import { callLogRows, pstnRowsOf } from './log-rows.ts'
import { readTimeRange } from './time-range.ts'

/**
 * Get the report of phones called from meetings (beta).
 * @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstnonlinemeetingdialoutreport
 */
export const getPstnOnlineMeetingDialoutReport = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getPstnOnlineMeetingDialoutReport',
  betaOnly: true,
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run(context, request) {
    const { callRecords, pstnLegs } = context.tx.world
    const rows = callLogRows(readTimeRange(request, context.now), {
      legs: pstnLegs,
      // In generated calls no meeting dials out, so their records need not be generated.
      rowsOf: ({ id }) => (callRecords.isDeferred(id) ? [] : pstnRowsOf(context, id)),
    })
    const report = toDialoutReport(rows.slice(0, rows.length))
    return logReply(request, 'microsoft.graph.callRecords.pstnOnlineMeetingDialoutReport', report)
  },
})
