import type { Duration } from '../engine/time/duration.ts'
import type { JsonObject } from '../engine/values/json.ts'

/**
 * The time from a call's end until its record is available: a duration, `'instant'` (0), `'typical'` (30 minutes) or
 * `'worst'` (150 minutes), as Graph documents them.
 */
export type RecordLatency = Duration | 'instant' | 'typical' | 'worst'

/** When and how a call's record is written, in which versions. Plain data. */
export interface RecordPlan {
  /** Default: the option `records.latency`. */
  readonly latency?: RecordLatency
  /** Members of a callRecord, as Graph's JSON has them, which replace those that follow from the call. */
  readonly with?: JsonObject
  /** Later updates, one after another. Each writes a new version of the record, and subscribers are notified of it. */
  readonly updates?: readonly RecordUpdate[]
}

export interface RecordUpdate {
  /** The time since the previous version. */
  readonly after: Duration
  /** Members of a callRecord, which are added to those of earlier versions. */
  readonly with?: JsonObject
}
