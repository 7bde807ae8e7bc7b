import type { Duration } from '../engine/time/duration.ts'
import type { JsonObject } from '../engine/values/json.ts'

/** From a call's end until its record can be read: a duration, or as Graph documents it by name. */
export type RecordLatency = Duration | 'instant' | 'typical' | 'worst'

/** How a call's record comes about: when, with what of the story's own, and in which versions. Plain data. */
export interface RecordPlan {
  /** Default: the option `records.latency`. */
  readonly latency?: RecordLatency
  /** Members of a callRecord, as they go over the wire, that take the place of those which follow from the call. */
  readonly with?: JsonObject
  /** What becomes known later, one after another: each is a new version of the record, of which subscribers are told. */
  readonly updates?: readonly RecordUpdate[]
}

export interface RecordUpdate {
  /** So long after the version before it. */
  readonly after: Duration
  /** Members of a callRecord; those of earlier versions stay. */
  readonly with?: JsonObject
}
