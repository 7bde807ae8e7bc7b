/** What a client would like, of what the emulator can do. */
export interface Preferences {
  readonly maxPageSize?: number
  readonly includeUnknownEnumMembers?: true
  readonly omitNulls?: true
}

export const NO_PREFERENCES: Preferences = {}

/** Reads `Prefer`; what is not understood is no mistake. @see https://learn.microsoft.com/graph/best-practices-concept */
export function readPreferences(header: string | null): Preferences {
  if (header === null) return NO_PREFERENCES
  const wanted = header.split(',').map((preference) => preference.trim().toLowerCase())
  const size = wanted.map((preference) => /^(?:odata\.)?maxpagesize=(\d{1,9})$/.exec(preference)?.[1]).find(Boolean)
  return {
    ...(size !== undefined && Number(size) > 0 && { maxPageSize: Number(size) }),
    ...(wanted.some((preference) => /^(?:odata\.)?include-unknown-enum-members$/.test(preference)) && {
      includeUnknownEnumMembers: true,
    }),
    ...(wanted.includes('omit-values=nulls') && { omitNulls: true }),
  }
}

/** What `Preference-Applied` says, if anything. */
export function toPreferenceApplied({
  maxPageSize,
  includeUnknownEnumMembers,
  omitNulls,
}: Preferences): string | undefined {
  const applied = [
    ...(maxPageSize === undefined ? [] : [`odata.maxpagesize=${maxPageSize}`]),
    ...(includeUnknownEnumMembers ? ['include-unknown-enum-members'] : []),
    ...(omitNulls ? ['omit-values=nulls'] : []),
  ]
  return applied.length > 0 ? applied.join(',') : undefined
}
