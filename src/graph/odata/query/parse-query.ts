import { graphErrors } from '../../errors/graph-errors.ts'
import { parseOptions } from './parse-options.ts'
import { OPTION_NAMES, type OptionName, type Query } from './query.ts'
import { splitSearch } from './split-search.ts'

/**
 * Parses the query options of a URL.
 *
 * @param search The part of the URL from its `?`, still encoded; may be empty.
 * @param options.bare Whether options are recognized without their `$` too, as on /beta. Other names without `$` are
 * ignored.
 * @throws GraphError for an unknown `$name`, for an option that is given twice and for an invalid value.
 * @see https://learn.microsoft.com/graph/query-parameters
 */
export function parseQuery(search: string, { bare }: { readonly bare: boolean }): Query {
  if (search === '' || search === '?') return {}
  const given = new Map<OptionName, string>()
  for (const [encodedName, encodedValue] of splitSearch(search)) {
    const text = decode(encodedName) ?? encodedName
    const name = toOptionName(text, bare)
    if (!name) continue
    const value = decode(encodedValue)
    if (value === undefined)
      throw graphErrors.invalidQueryOption(text, encodedValue, 'Its percent-encoding is malformed.')
    if (given.has(name)) throw graphErrors.duplicateQueryOption(`$${name}`)
    given.set(name, value)
  }
  return parseOptions(given, bare)
}

/** The option of a decoded name, in any case. */
function toOptionName(text: string, bare: boolean): OptionName | undefined {
  const marked = text.startsWith('$')
  if (!marked && !bare) return undefined
  const lower = text.slice(marked ? 1 : 0).toLowerCase()
  const name = OPTION_NAMES.find((known) => known === lower)
  if (marked && !name) throw graphErrors.queryOptionNotAllowed(text)
  return name
}

/** A plus sign is a space, as in `%20`. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
