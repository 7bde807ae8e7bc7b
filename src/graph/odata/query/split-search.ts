/** The name-value pairs of a URL's query, still encoded. */
export function splitSearch(search: string): (readonly [name: string, value: string])[] {
  const pairs = search.replace(/^\?/, '').split('&')
  return pairs
    .filter((pair) => pair !== '')
    .map((pair) => {
      const end = pair.includes('=') ? pair.indexOf('=') : pair.length
      return [pair.slice(0, end), pair.slice(end + 1)] as const
    })
}
