/** The etag of a version, as Graph's notifications have it: `W/"5445"`. */
export function toEtag(version: number): string {
  return `W/"${version}"`
}

/**
 * Whether a condition such as `If-Match` names an etag: `*` names each. Etags are compared as weak ones, as Graph's are.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-preconditions
 */
export function namesEtag(condition: string, etag: string): boolean {
  const wanted = condition.split(',').map((one) => opaquePart(one.trim()))
  return wanted.includes('*') || wanted.includes(opaquePart(etag))
}

function opaquePart(etag: string): string {
  return etag.replace(/^W\//, '')
}
