import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { withRatings } from '../media/ratings.ts'
import { withTraceRoutes } from '../media/trace-routes.ts'
import type { CallRecordRow } from '../rows.ts'
import { toParticipants } from '../timeline/participants.ts'
import { toRecordFacts } from './record-head.ts'
import { drawSessions } from './sessions.ts'
import { withWrites } from './writes.ts'

/**
 * The callRecord that a row stands for, with all that can be expanded: `organizer_v2`, `participants_v2` and `sessions`,
 * each with its segments. Date-times are epoch milliseconds, durations milliseconds.
 * @param random Forked for the record's id, so that the same record has the same numbers whenever it is read.
 * @param extras What is drawn besides, each by itself, so that it changes no other number.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-callrecord
 */
export function buildCallRecord(row: CallRecordRow, random: Random, extras: RecordExtras = {}): JsonObject {
  const { origin } = row
  const made =
    origin.from === 'call'
      ? {
          participants_v2: toParticipants(origin.call),
          sessions: complete(drawSessions(row, origin.call, random), extras),
        }
      : { participants_v2: [], sessions: [] }
  return withWrites(row, { ...toRecordFacts(row), ...made })
}

export interface RecordExtras {
  /** Ratings of people who were not told how to rate the call. */
  readonly ratings?: Random
  readonly traceRoutes?: Random
}

function complete(sessions: readonly JsonObject[], { ratings, traceRoutes }: RecordExtras): readonly JsonObject[] {
  const asRated = ratings ? withRatings(sessions, ratings) : sessions
  return traceRoutes ? withTraceRoutes(asRated, traceRoutes) : asRated
}
