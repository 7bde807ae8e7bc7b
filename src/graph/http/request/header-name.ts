/**
 * A header's name as Graph spells it in the answers of a batch, where it is a member of an object: clients look for
 * `Content-Type` there and do not find `content-type`.
 * @see https://learn.microsoft.com/graph/json-batching (its examples)
 */
export function toHeaderName(name: string): string {
  if (Object.hasOwn(ODD_NAMES, name)) return ODD_NAMES[name] ?? name
  return /^(?:client-)?request-id$|^x-/.test(name)
    ? name
    : name.replace(/(?<![^-])[a-z]/g, (first) => first.toUpperCase())
}

const ODD_NAMES: Readonly<Record<string, string>> = {
  etag: 'ETag',
  'odata-entityid': 'OData-EntityId',
  'odata-version': 'OData-Version',
  'www-authenticate': 'WWW-Authenticate',
}
