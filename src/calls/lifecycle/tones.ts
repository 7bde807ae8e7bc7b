/** A key of a phone, `0`–`9`, `*`, `#`, `A`–`D`, as Graph's enumeration `tone` has it. */
export function toTone(key: string): string {
  if (key === '*') return 'star'
  if (key === '#') return 'pound'
  return /\d/.test(key) ? `tone${key}` : key.toLowerCase()
}
