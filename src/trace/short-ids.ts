/**
 * Makes texts short that speak of the same ids: `112f7296-…` becomes `112f…d4b8` in all of them. Ids that would look
 * the same then, such as `00000000-…-0001` and `00000001-…-0001`, stay whole.
 */
export function createShortener(texts: Iterable<string>): (text: string) => string {
  const ids = new Set([...texts].flatMap((text) => text.match(GUID) ?? []))
  const seen = new Map<string, number>()
  for (const id of ids) seen.set(short(id), (seen.get(short(id)) ?? 0) + 1)
  return (text) => text.replace(GUID, (id) => (seen.get(short(id)) === 1 ? short(id) : id))
}

const GUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi

function short(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-4)}`
}
