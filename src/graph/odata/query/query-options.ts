import { GraphError } from '../../errors/errors.ts'
import { type FilterNode, parseFilter } from '../filter/filter.ts'
import { splitOutside } from './split-outside.ts'

/** The query options of a request, read but not yet allowed: see `checkQuery`. */
export interface Query {
  /** Names or paths; `*` is everything. */
  readonly select?: readonly string[]
  readonly expand?: readonly Expansion[]
  readonly filter?: FilterNode
  readonly orderby?: readonly OrderTerm[]
  readonly top?: number
  readonly skip?: number
  readonly skiptoken?: string
  readonly count?: boolean
  readonly search?: string
  readonly format?: string
}

/** A navigation property to expand, with the options in its parentheses. */
export interface Expansion extends Query {
  readonly property: string
}

export interface OrderTerm {
  readonly path: readonly string[]
  readonly descending: boolean
}

export const OPTION_NAMES = [
  'select',
  'expand',
  'filter',
  'orderby',
  'top',
  'skip',
  'skiptoken',
  'count',
  'search',
  'format',
] as const
export type OptionName = (typeof OPTION_NAMES)[number]

/** Reads decoded option values. `bare` is for the options nested in `$expand`. */
export function readOptions(given: ReadonlyMap<OptionName, string>, bare: boolean, depth = 0): Query {
  const query: { -readonly [Name in keyof Query]: Query[Name] } = {}
  for (const [name, value] of given) {
    const text = value.trim()
    if (name === 'select') query.select = readSelect(text)
    else if (name === 'expand') query.expand = readExpand(text, bare, depth)
    else if (name === 'filter') query.filter = parseFilter(value)
    else if (name === 'orderby') query.orderby = readOrder(text)
    else if (name === 'top') query.top = readNumber('$top', text, 1)
    else if (name === 'skip') query.skip = readNumber('$skip', text, 0)
    else if (name === 'count') query.count = readBoolean('$count', text)
    else if (name === 'format') query.format = readFormat(text)
    else query[name] = text
  }
  return query
}

/** The deepest that `$expand` may be nested: the emulator's choice. */
const MAX_EXPAND_DEPTH = 8
const PATH = /^[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*$/

function readSelect(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim())
  for (const name of names) {
    if (name !== '*' && !PATH.test(name)) throw badList(`Term '${shorten(name)}' is not valid in a $select expression.`)
  }
  return [...new Set(names)]
}

function readExpand(text: string, bare: boolean, depth: number): readonly Expansion[] {
  if (depth >= MAX_EXPAND_DEPTH) throw badList(`$expand is nested more than ${MAX_EXPAND_DEPTH} deep.`)
  const expansions = splitOutside(text, ',').map((item) => readExpansion(item.trim(), bare, depth))
  const seen = new Set<string>()
  for (const { property } of expansions) {
    if (seen.has(property)) throw badList(`'${property}' is expanded more than once.`)
    seen.add(property)
  }
  return expansions
}

function readExpansion(item: string, bare: boolean, depth: number): Expansion {
  const open = item.includes('(') ? item.indexOf('(') : item.length
  const property = item.slice(0, open).trim()
  const nested = item.slice(open)
  if (!/^[A-Za-z_]\w*$/.test(property) || (nested !== '' && !nested.endsWith(')'))) {
    throw badList(`Term '${shorten(item)}' is not valid in a $expand expression.`)
  }
  if (nested === '') return { property }
  const given = new Map<OptionName, string>()
  for (const option of splitOutside(nested.slice(1, -1), ';')) {
    const [, dollar, lower, value] = /^\s*(\$?)(\w+)\s*=(.*)$/s.exec(option) ?? []
    const name = OPTION_NAMES.find((known) => known === lower?.toLowerCase())
    if (!name || value === undefined || (!dollar && !bare)) {
      throw badList(`Term '${shorten(option)}' is not valid in a $expand expression.`)
    }
    if (given.has(name)) throw new GraphError('duplicateQueryOption', `$${name}`)
    given.set(name, value)
  }
  return { ...readOptions(given, bare, depth + 1), property }
}

function readOrder(text: string): readonly OrderTerm[] {
  return text.split(',').map((term) => {
    const [path = '', direction = 'asc', ...rest] = term.trim().split(/\s+/)
    if (!PATH.test(path) || !/^(asc|desc)$/.test(direction) || rest.length > 0) {
      throw new GraphError(
        'invalidQueryOption',
        '$orderby',
        shorten(term),
        "Use 'property' or 'property desc', with commas between.",
      )
    }
    return { path: path.split('/'), descending: direction === 'desc' }
  })
}

function readNumber(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text)
  throw new GraphError('invalidQueryOption', option, shorten(text), `Use a whole number from ${least} to 999999999.`)
}

function readBoolean(option: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new GraphError('invalidQueryOption', option, shorten(text), "Use 'true' or 'false'.")
}

function readFormat(text: string): string {
  if (/^(json|application\/json(\s*;.*)?)$/i.test(text)) return text
  throw new GraphError('notAcceptable', shorten(text))
}

function badList(problem: string): GraphError {
  return new GraphError('badSelectOrExpand', problem)
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
