/** The ETag of a version, as in Graph's notifications: `W/"5445"`. */
export function toEtag(version: number): string {
  return `W/"${version}"`
}

/**
 * Whether a condition such as `If-Match` includes an ETag; `*` includes every one. ETags are compared as weak ones, because
 * Graph's are weak.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-preconditions
 */
export function namesEtag(condition: string, etag: string): boolean {
  const wanted = condition.split(',').map((one) => opaquePart(one.trim()))
  return wanted.includes('*') || wanted.includes(opaquePart(etag))
}

function opaquePart(etag: string): string {
  return etag.replace(/^W\//, '')
}
