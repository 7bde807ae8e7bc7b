/** Converts a phone key, `0`–`9`, `*`, `#` or `A`–`D`, to a member of Graph's enumeration `tone`. */
export function toTone(key: string): string {
  if (key === '*') return 'star'
  if (key === '#') return 'pound'
  return /\d/.test(key) ? `tone${key}` : key.toLowerCase()
}
