import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'

// Lenient readers for captured JSON: a value of another type counts as missing.

export function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

export function objectIn(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** The objects of an array, or a single object as an array of one. */
export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  if (isJsonObject(value)) return [value]
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
