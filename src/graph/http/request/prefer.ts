/** What a client prefers, as far as the emulator supports it. */
export interface Preferences {
  readonly maxPageSize?: number
  readonly includeUnknownEnumMembers?: true
  readonly omitNulls?: true
  /** Whether the response to a write shows what was written. */
  readonly return?: 'minimal' | 'representation'
}

export const NO_PREFERENCES: Preferences = {}

/**
 * Reads the `Prefer` header. Unknown preferences are ignored; of a repeated one, the first counts.
 * @see https://learn.microsoft.com/graph/best-practices-concept
 */
export function readPreferences(header: string | null): Preferences {
  if (header === null) return NO_PREFERENCES
  const wanted = new Map<string, string>()
  for (const [, token = '', value = ''] of header.matchAll(PREFERENCE)) {
    const name = token.toLowerCase().replace(/^odata\./, '')
    if (!wanted.has(name)) wanted.set(name, value.replace(/^"(.*)"$/, '$1').toLowerCase())
  }
  const size = wanted.get('maxpagesize') ?? ''
  const returned = (['minimal', 'representation'] as const).find((one) => one === wanted.get('return'))
  const preferences = {
    ...(/^\d{1,9}$/.test(size) && Number(size) > 0 && { maxPageSize: Number(size) }),
    ...(wanted.has('include-unknown-enum-members') && { includeUnknownEnumMembers: true as const }),
    ...(wanted.get('omit-values') === 'nulls' && { omitNulls: true as const }),
    ...(returned && { return: returned }),
  }
  return Object.keys(preferences).length > 0 ? preferences : NO_PREFERENCES
}

/** `odata.maxpagesize=5`, `return="minimal"`. Parameters after a semicolon are skipped: these preferences have none. */
const PREFERENCE = /([\w.!#$%&'*+^`|~-]+)\s*(?:=\s*("[^",]*"|[^\s",;]*))?[^,]*,?/g
