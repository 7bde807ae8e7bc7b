import { defineEndpoint } from '../../endpoint.ts'
import { toDirectRoutingLogRows, toFailedDirectRoutingLogRows } from '../../logs/direct-routing-log-row.ts'
import { READ_LOGS } from '../call-record-permissions.ts'
import { logReply } from './log-reply.ts'
import { callLogRows } from './log-rows.ts'
import { readTimeRange } from './time-range.ts'

/**
 * Get the log of direct routing calls.
 * @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getdirectroutingcalls
 */
export const getDirectRoutingCalls = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getDirectRoutingCalls',
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run({ tx, now, random }, request) {
    const { directRoutingLegs } = tx.world
    // Unlike the other logs, this one excludes rows at toDateTime.
    const rows = callLogRows(readTimeRange(request, now, false), {
      legs: directRoutingLegs,
      rowsOf: ({ id, isFailedAttempt }) =>
        isFailedAttempt
          ? toFailedDirectRoutingLogRows(tx.require('callAttempts', id), random.fork, request.beta)
          : toDirectRoutingLogRows(tx.require('callRecords', id), random.fork, request.beta),
    })
    return logReply(request, 'microsoft.graph.callRecords.directRoutingLogRow', rows)
  },
})
