import * as v from 'valibot'
import { MAX_EPOCH_MS } from '../time/instant.ts'
import { isJsonObject, type JsonObject } from '../values/json.ts'

// The schemas of members of rows, as a snapshot's JSON has them.

/** Epoch milliseconds. */
export const epochMs: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-MAX_EPOCH_MS),
  v.maxValue(MAX_EPOCH_MS),
)

/** A number of things or of milliseconds, a version, or a sequence number. */
export const count: v.GenericSchema<number> = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(MAX_EPOCH_MS),
)

export const text: v.GenericSchema<string> = v.string()
export const texts: v.GenericSchema<string[]> = v.array(text)
export const jsonObject: v.GenericSchema<JsonObject> = v.custom<JsonObject>(isJsonObject, 'Expected an object')
export const rowId: v.GenericSchema<string> = v.pipe(v.string(), v.minLength(1))

/**
 * The schema of each member of a row, for `members({…} satisfies RowSchema<Row>)`: a member without a schema, or with one
 * of another type, does not compile.
 */
export type RowSchema<Row> = {
  readonly [Name in keyof Row]-?: object extends Pick<Row, Name>
    ? v.ExactOptionalSchema<v.GenericSchema<unknown, Exclude<Row[Name], undefined>>, undefined>
    : v.GenericSchema<unknown, Row[Name]>
}
