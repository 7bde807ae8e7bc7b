import { READ_LOGS } from '../../../graph/endpoint/permissions.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { daysIn } from '../../logs/days.ts'
import { drawSmsLogRows } from '../../logs/sms-log-row.ts'
import { logReply, readLogSpan, rowsIn } from './log-rows.ts'

/** Made up from the seed and the directory, up to now. */
export const getSmsLog = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/getSmsLog',
  title: 'Get the log of text messages (beta)',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-getsmslog',
  betaOnly: true,
  permissions: READ_LOGS,
  query: { options: ['skip'] },
  run({ now, random, services: { directory } }, request) {
    const span = readLogSpan(request)
    const until = Math.min(span.to, now)
    const rows = daysIn(span.from, until).flatMap((day) => drawSmsLogRows(day, directory.users, random.fork))
    const sent = rowsIn({ ...span, to: until }, rows, 'sentDateTime')
    return logReply(request, 'microsoft.graph.callRecords.smsLogRow', sent)
  },
})
