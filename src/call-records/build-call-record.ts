import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import { toParticipants } from './participants.ts'
import { toRecordFacts } from './record-head.ts'
import { drawSessions } from './sessions.ts'
import { withWrites } from './writes.ts'

/**
 * The callRecord that a row stands for, with all that can be expanded: `organizer_v2`, `participants_v2` and `sessions`,
 * each with its segments. Date-times are epoch milliseconds, durations milliseconds.
 * @param random Forked for the record's id, so that the same record has the same numbers whenever it is read.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-callrecord
 */
export function buildCallRecord(row: CallRecordRow, random: Random): JsonObject {
  const { id, origin } = row
  const made =
    origin.from === 'call'
      ? { participants_v2: toParticipants(origin.call), sessions: drawSessions(id, origin.call, random) }
      : { participants_v2: [], sessions: [] }
  return withWrites(row, { ...toRecordFacts(row), ...made })
}
