import { isJsonObject, type Json, type JsonObject } from '../../engine/values/json.ts'

// Reading what may be anything: what is not of the type wanted is as if it were not there.

export function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

export function objectIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** The objects of an array, or of one alone. */
export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  if (isJsonObject(value)) return [value]
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
