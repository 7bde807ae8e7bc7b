/** Texts that differ in more than this share of their characters are not similar. */
export const MAX_DIFFERENCE = 0.5

/**
 * @param limit The share of the characters that may differ.
 * @returns the most similar of the texts, compared without case, or `undefined` when none is similar.
 */
export function closestText(
  given: string,
  texts: readonly string[],
  limit: number = MAX_DIFFERENCE,
): string | undefined {
  let closest: string | undefined
  let lowest = limit
  for (const text of texts) {
    const difference = textDifference(given.toLowerCase(), text.toLowerCase())
    if (difference > lowest || (difference === lowest && closest !== undefined)) continue
    lowest = difference
    closest = text
  }
  return closest
}

/** The share of the longer text that has to change for the two to be equal, from 0 to 1. */
export function textDifference(one: string, other: string): number {
  const longest = Math.max(one.length, other.length)
  if (Math.abs(one.length - other.length) > longest * MAX_DIFFERENCE) return 1
  return longest === 0 ? 0 : editDistance(one, other) / longest
}

/** The number of characters to change, add or remove. @see https://en.wikipedia.org/wiki/Levenshtein_distance */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const character of one) {
    const above = row
    row = [(above[0] ?? 0) + 1]
    for (const [index, candidate] of [...other].entries()) {
      const replaced = (above[index] ?? 0) + (candidate === character ? 0 : 1)
      row.push(Math.min(replaced, (above[index + 1] ?? 0) + 1, (row[index] ?? 0) + 1))
    }
  }
  return row.at(-1) ?? 0
}
