const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

export function isGuid(text: string): boolean {
  return text.length === 36 && GUID.test(text)
}

/** A text as it is compared with others: the case of a GUID means nothing, that of any other text does. */
export function foldGuid(text: string): string {
  return isGuid(text) ? text.toLowerCase() : text
}
