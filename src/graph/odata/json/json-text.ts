import type { Json } from '../../../engine/values/json.ts'

export function toJsonText(value: Json): string {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value)
}

/** Text as JSON. Most texts have nothing to escape, and testing for that is faster than escaping. */
export function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}

const PLAIN = /^[ !#-[\]-~]*$/

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isEmptyList(value: Json | undefined): boolean {
  return isJsonList(value) && value.length === 0
}
