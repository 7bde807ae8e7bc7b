const BY_ID = "participants_v2/any(p:p/id eq 'x')"

/** Filters of any size that are rejected: the beginning, the part that is repeated, the end, and what the error names. */
export const HOSTILE_FILTERS: readonly HostileFilter[] = [
  ['more conditions than there can be', '', `${BY_ID} and `, BY_ID, 'node count limit'],
  ['more in one lambda', 'participants_v2/any(p:', "p/id eq 'x' and ", "p/id eq 'x')", 'node count limit'],
  ['more that no index answers', 'participants_v2/any(p:', 'startDateTime ge 2030-01-01 and ', `${BY_ID})`, ''],
  ['what is not supported', '', "id eq 'x' or ", BY_ID, 'node count limit'],
  ['a list of values', 'id in (', "'x',", "'x')", "'in' is not supported"],
  ['an end that is missing', '', `${BY_ID} and `, '', 'found the end'],
  ['parentheses', '', '(', '', 'no more than 50 levels'],
  ['negations', '', 'not ', '', 'no more than 50 levels'],
  ['quotes', 'id eq ', "'", '', 'Invalid filter clause'],
  ['white space', 'startDateTime ge', ' ', '', 'found the end'],
  ['digits', 'startDateTime ge ', '1', '', 'Edm.Double'],
  ['a date that does not end', 'startDateTime ge 2026-01-01T', '1:', '', 'expected a value'],
  ['a path', '', 'a/', '', 'Syntax error'],
  ['a name', '', 'a', '', 'Could not find a property'],
]

type HostileFilter = readonly [name: string, begin: string, part: string, end: string, named: string]

/** A request with such a filter, below `/communications`. @param size The length of the filter, about. */
export function toHostilePath([, begin, part, end]: HostileFilter, size: number): string {
  const filter = begin + part.repeat(Math.floor(size / part.length)) + end
  return `/callRecords?$filter=${encodeURIComponent(filter)}`
}
