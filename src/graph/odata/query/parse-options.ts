import { graphErrors } from '../../errors/graph-errors.ts'
import { parseFilter } from '../filter/parse-filter.ts'
import { OPTION_NAMES, type OptionName, type OrderTerm, type Query, type QueryExpansion } from './query.ts'
import { splitOutside } from './split-outside.ts'

/** Parses decoded option values. @param bare Whether the options nested in `$expand` are recognized without their `$`. */
export function parseOptions(given: ReadonlyMap<OptionName, string>, bare: boolean, depth = 0): Query {
  const query: { -readonly [Name in keyof Query]: Query[Name] } = {}
  for (const [name, value] of given) {
    const text = value.trim()
    if (name === 'select') query.select = parseSelect(text)
    else if (name === 'expand') query.expand = parseExpand(text, bare, depth)
    else if (name === 'filter') query.filter = parseFilter(value)
    else if (name === 'orderby') query.orderby = parseOrder(text)
    else if (name === 'top') query.top = parseNumber('$top', text, 1)
    else if (name === 'skip') query.skip = parseNumber('$skip', text, 0)
    else if (name === 'count') query.count = parseBoolean('$count', text)
    else if (name === 'format') query.format = parseFormat(text)
    else query[name] = text
  }
  return query
}

/** How deep `$expand` may be nested: the emulator's choice. */
const MAX_EXPAND_DEPTH = 8
const PATH = /^[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*$/

function parseSelect(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim())
  for (const name of names) {
    if (name !== '*' && !PATH.test(name))
      throw graphErrors.invalidSelectOrExpand(`Term '${shorten(name)}' is not valid in a $select expression.`)
  }
  return [...new Set(names)]
}

function parseExpand(text: string, bare: boolean, depth: number): readonly QueryExpansion[] {
  if (depth >= MAX_EXPAND_DEPTH)
    throw graphErrors.invalidSelectOrExpand(`$expand is nested more than ${MAX_EXPAND_DEPTH} levels deep.`)
  const expansions = splitOutside(text, ',').map((item) => parseExpansion(item.trim(), bare, depth))
  const seen = new Set<string>()
  for (const { property } of expansions) {
    if (seen.has(property)) throw graphErrors.invalidSelectOrExpand(`'${property}' is expanded more than once.`)
    seen.add(property)
  }
  return expansions
}

function parseExpansion(item: string, bare: boolean, depth: number): QueryExpansion {
  const open = item.includes('(') ? item.indexOf('(') : item.length
  const property = item.slice(0, open).trim()
  const nested = item.slice(open)
  if (!/^[A-Za-z_]\w*$/.test(property) || (nested !== '' && !nested.endsWith(')'))) {
    throw graphErrors.invalidSelectOrExpand(`Term '${shorten(item)}' is not valid in a $expand expression.`)
  }
  if (nested === '') return { property }
  const given = new Map<OptionName, string>()
  for (const option of splitOutside(nested.slice(1, -1), ';')) {
    const [, dollar, lower, value] = /^\s*(\$?)(\w+)\s*=(.*)$/s.exec(option) ?? []
    const name = OPTION_NAMES.find((known) => known === lower?.toLowerCase())
    if (!name || value === undefined || (!dollar && !bare)) {
      throw graphErrors.invalidSelectOrExpand(`Term '${shorten(option)}' is not valid in a $expand expression.`)
    }
    if (given.has(name)) throw graphErrors.duplicateQueryOption(`$${name}`)
    given.set(name, value)
  }
  return { ...parseOptions(given, bare, depth + 1), property }
}

function parseOrder(text: string): readonly OrderTerm[] {
  return text.split(',').map((term) => {
    const [path = '', direction = 'asc', ...rest] = term.trim().split(/\s+/)
    if (!PATH.test(path) || !/^(asc|desc)$/.test(direction) || rest.length > 0) {
      throw graphErrors.invalidQueryOption(
        '$orderby',
        shorten(term),
        "Use 'property' or 'property desc', separated by commas.",
      )
    }
    return { path: path.split('/'), descending: direction === 'desc' }
  })
}

function parseNumber(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text)
  throw graphErrors.invalidQueryOption(option, shorten(text), `Use a whole number from ${least} to 999999999.`)
}

function parseBoolean(option: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw graphErrors.invalidQueryOption(option, shorten(text), "Use 'true' or 'false'.")
}

function parseFormat(text: string): string {
  if (/^(json|application\/json(\s*;.*)?)$/i.test(text)) return text
  throw graphErrors.notAcceptable(shorten(text))
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
