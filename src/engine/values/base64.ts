export function toBase64(bytes: Uint8Array): string {
  let text = ''
  // One call with a byte for each argument would fail for many bytes.
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** Writes JSON as base64 for URLs and tokens, without padding. */
export function toBase64Url(json: unknown): string {
  return toBase64(new TextEncoder().encode(JSON.stringify(json)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
