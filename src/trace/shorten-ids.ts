/**
 * Creates a function that shortens the ids in related texts: `112f7296-…` becomes `112f…d4b8`. Ids that would look the
 * same, such as `00000000-…-0001` and `00000001-…-0001`, stay complete.
 */
export function createIdShortener(texts: Iterable<string>): (text: string) => string {
  const ids = new Set([...texts].flatMap((text) => text.match(GUID) ?? []))
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(shorten(id), (counts.get(shorten(id)) ?? 0) + 1)
  return (text) => text.replace(GUID, (id) => (counts.get(shorten(id)) === 1 ? shorten(id) : id))
}

const GUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi

function shorten(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-4)}`
}
