import { READ_LOGS } from '../../../graph/endpoint/permissions.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { toDirectRoutingLogRows, toFailedDirectRoutingLogRows } from '../../logs/direct-routing-log-row.ts'
import { logReply, readLogSpan, rowsOfCalls } from './log-rows.ts'

export const getDirectRoutingCalls = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getDirectRoutingCalls',
  title: 'Get the log of direct routing calls',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-getdirectroutingcalls',
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run({ tx, random }, request) {
    const { directRoutingLegs } = tx.world
    // Unlike in the other logs, what lies at toDateTime is not in it.
    const rows = rowsOfCalls(readLogSpan(request, false), {
      legs: directRoutingLegs,
      rowsOf: ({ id, isTried }) =>
        isTried
          ? toFailedDirectRoutingLogRows(tx.require('callAttempts', id), random.fork, request.beta)
          : toDirectRoutingLogRows(tx.require('callRecords', id), random.fork, request.beta),
    })
    return logReply(request, 'microsoft.graph.callRecords.directRoutingLogRow', rows)
  },
})
