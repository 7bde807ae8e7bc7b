import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { withRatings } from '../media/ratings.ts'
import { withTraceRoutes } from '../media/trace-routes.ts'
import type { CallRecordRow } from '../rows.ts'
import { toParticipants } from '../timeline/participants.ts'
import { withClientEdits } from './client-edits.ts'
import { drawSessions } from './draw-sessions.ts'
import { toRecordFacts } from './record-summary.ts'

/**
 * Builds the callRecord of a row with everything that `$expand` can ask for: `organizer_v2`, `participants_v2`, and
 * `sessions` with their segments. Date-times are in epoch milliseconds, durations in milliseconds.
 * @param random Forked for the record's id, so that a record has the same numbers whenever it is read.
 * @param extras Generators for optional parts. Each has its own, so that it changes no other number.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-callrecord
 */
export function buildCallRecord(row: CallRecordRow, random: Random, extras: RecordExtras = {}): JsonObject {
  const { origin } = row
  const generated =
    origin.from === 'call'
      ? {
          participants_v2: toParticipants(origin.call),
          sessions: addExtras(drawSessions(row, origin.call, random), extras),
        }
      : { participants_v2: [], sessions: [] }
  return withClientEdits(row, { ...toRecordFacts(row), ...generated })
}

export interface RecordExtras {
  /** For ratings of people whom the scenario gave none. */
  readonly ratings?: Random
  readonly traceRoutes?: Random
}

function addExtras(sessions: readonly JsonObject[], { ratings, traceRoutes }: RecordExtras): readonly JsonObject[] {
  const rated = ratings ? withRatings(sessions, ratings) : sessions
  return traceRoutes ? withTraceRoutes(rated, traceRoutes) : rated
}
