const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

export function isGuid(text: string): boolean {
  return text.length === 36 && GUID.test(text)
}

/** Prepares a text for comparison: GUIDs are compared without case, all other texts with it. */
export function foldGuid(text: string): string {
  return isGuid(text) ? text.toLowerCase() : text
}
