import { READ_LOGS } from '../../../graph/endpoint/permissions.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { drawBlockedUsersLogRows } from '../../logs/blocked-users-log-row.ts'
import { daysIn } from '../../logs/days.ts'
import { logReply, readLogSpan, rowsIn } from './log-rows.ts'

/** Made up from the seed and the directory, up to now. */
export const getPstnBlockedUsersLog = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getPstnBlockedUsersLog',
  title: 'Get the log of users blocked from calling phones (beta)',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstnblockeduserslog',
  betaOnly: true,
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run({ now, random, services: { directory } }, request) {
    const span = readLogSpan(request)
    const until = Math.min(span.to, now)
    const rows = daysIn(span.from, until).flatMap((day) => drawBlockedUsersLogRows(day, directory.users, random.fork))
    const blocked = rowsIn({ ...span, to: until }, rows, 'blockDateTime')
    return logReply(request, 'microsoft.graph.callRecords.pstnBlockedUsersLogRow', blocked)
  },
})
