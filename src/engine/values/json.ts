/** What `JSON.parse` returns and `JSON.stringify` accepts. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json | undefined
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value contains lists or objects in more than so many levels. It does not call itself, so any depth is safe. */
export function isDeeperThan(value: Json | undefined, levels: number): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

/** How deep the members of a value that becomes JSON may be nested: `JSON.stringify` calls itself for each level. */
const MAX_LEVELS = 200

/** Whether writing a value as JSON and reading it again changes nothing. */
export function isPlainJson(value: unknown, levels = MAX_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) {
    return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
  }
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  return levels > 0 && isPlain && Object.values(value).every((one) => isPlainJson(one, levels - 1))
}

/** The objects in a list. Empty when the value is not a list. */
export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
