import type { Json } from '../../../engine/values/json.ts'
import type { HarBody } from './har-file.ts'

/** The members whose values belong to one of Graph's enumerations. */
const ENUMERATIONS: ReadonlySet<string> = new Set([
  'audio',
  'changeType',
  'completionReason',
  'direction',
  'mediaType',
  'reason',
  'requestedModalities',
  'state',
  'status',
  'tone',
])

/**
 * Parses a JSON body. Graph's notifications write the members of enumerations in both cases (`Established`, `established`);
 * here they begin with a lower-case letter.
 * @returns `undefined` without a body, or when it is not JSON.
 */
export function parseBody(body: HarBody): Json | undefined {
  if (!body?.text) return undefined
  try {
    return JSON.parse(body.encoding === 'base64' ? decodeBase64(body.text) : body.text, (name, value) =>
      ENUMERATIONS.has(name) ? lowerCased(value) : value,
    )
  } catch {
    return undefined
  }
}

function lowerCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCased)
  return typeof value === 'string' ? value.charAt(0).toLowerCase() + value.slice(1) : value
}

function decodeBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
}
