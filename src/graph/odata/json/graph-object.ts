import * as v from 'valibot'
import { parseable } from '../../../engine/validation.ts'
import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { validate } from './validate.ts'

/** The schema of JSON that a request may have stored: of this type, with the placeholders that a lenient request may have. */
export function graphObject(typeName: string): v.GenericSchema<JsonObject> {
  return v.pipe(
    v.custom<JsonObject>(isJsonObject, `Expected a ${typeName}`),
    parseable((value) =>
      validate(typeName, value, {
        strict: false,
        required: false,
        unknown: 'keep',
        fail: graphErrors.invalidProperty,
      }),
    ),
  )
}
