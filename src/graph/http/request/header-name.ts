/**
 * Spells the name of a header as Graph does in the responses of a batch. There headers are members of an object, so a
 * client that looks for `Content-Type` does not find `content-type`.
 * @see https://learn.microsoft.com/graph/json-batching (its examples)
 */
export function toHeaderName(name: string): string {
  if (Object.hasOwn(IRREGULAR_NAMES, name)) return IRREGULAR_NAMES[name] ?? name
  return /^(?:client-)?request-id$|^x-/.test(name)
    ? name
    : name.replace(/(?<![^-])[a-z]/g, (first) => first.toUpperCase())
}

const IRREGULAR_NAMES: Readonly<Record<string, string>> = {
  etag: 'ETag',
  'odata-entityid': 'OData-EntityId',
  'odata-version': 'OData-Version',
  'www-authenticate': 'WWW-Authenticate',
}
