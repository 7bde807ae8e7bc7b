import type { RecordReader } from '../call-records/record/record-reader.ts'
import type { Directory } from '../directory/directory.ts'
import type { Random } from '../engine/chance/random.ts'
import type { JsonObject } from '../engine/values/json.ts'
import type { Scenario } from '../scenarios/language/scenario.ts'

/** The options that the simulation goes by, complete with their defaults. */
export interface Settings {
  readonly directory: Directory
  /** The identitySet of the app under development: one for all calls. */
  readonly appIdentity: JsonObject
  /** Where incoming calls are announced. */
  readonly callbackUri: string | undefined
  /** Where calls that nobody asked for live: origin and version segment. */
  readonly serviceRoot: string
  /** From a call's end until its record can be read. */
  readonly recordLatencyMs: number
  readonly records: RecordReader
  /** What the log rows of a record's phones are drawn from. */
  readonly randomOf: (label: string) => Random
  /** Asked in this order; the first that matches a new call is played. */
  readonly scenarios: () => readonly Scenario[]
}
