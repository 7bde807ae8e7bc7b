import {
  type Cursor,
  expect,
  type Literal,
  peek,
  peekWord,
  readLiteral,
  readPath,
  skip,
  skipWord,
  syntaxError,
} from './filter-cursor.ts'

/** A condition, as plain data. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly node: FilterNode }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Comparison; readonly literal: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly literals: readonly Literal[] }
  | { readonly kind: 'call'; readonly path: Path; readonly name: TextFunction; readonly text: string }
  /** Whether any, or every, item of a collection meets a condition; without one, whether there is an item. */
  | {
      readonly kind: 'any' | 'all'
      readonly path: Path
      readonly variable: string
      readonly node: FilterNode | undefined
    }

/** The way to a value: from the variable of an enclosing `any` or `all`, or else from what is filtered. */
export interface Path {
  readonly variable: string | undefined
  readonly segments: readonly string[]
}

const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof COMPARISONS)[number]

const TEXT_FUNCTIONS = ['startswith', 'endswith', 'contains'] as const
export type TextFunction = (typeof TEXT_FUNCTIONS)[number]

/**
 * Reads a `$filter`: comparisons of a property with a literal, `in`, `startswith`, `endswith`, `contains`, `any` and
 * `all`, joined by `and`, `or`, `not` and parentheses.
 * @throws GraphError that says where in the text it went wrong, and what was expected there.
 * @see https://learn.microsoft.com/graph/filter-query-parameter
 */
export function parseFilter(text: string): FilterNode {
  const cursor: Cursor = { text, at: 0, depth: 0, variables: [] }
  const node = parseOr(cursor)
  if (peek(cursor) !== '') throw syntaxError(cursor, "'and', 'or' or the end")
  return node
}

/** The deepest that a filter may be nested: the emulator's choice. */
const MAX_DEPTH = 50

function parseOr(cursor: Cursor): FilterNode {
  return parseJoined(cursor, 'or', () => parseJoined(cursor, 'and', () => parseUnary(cursor)))
}

function parseJoined(cursor: Cursor, kind: 'and' | 'or', parseOne: () => FilterNode): FilterNode {
  const first = parseOne()
  if (!skipWord(cursor, kind)) return first
  const nodes = [first]
  do nodes.push(parseOne())
  while (skipWord(cursor, kind))
  return { kind, nodes }
}

function parseUnary(cursor: Cursor): FilterNode {
  if (skipWord(cursor, 'not')) return { kind: 'not', node: nested(cursor, () => parseUnary(cursor)) }
  if (!skip(cursor, '(')) return parseCondition(cursor)
  const node = nested(cursor, () => parseOr(cursor))
  expect(cursor, ')')
  return node
}

function nested<Node>(cursor: Cursor, parse: () => Node): Node {
  if (++cursor.depth > MAX_DEPTH) throw syntaxError(cursor, `no more than ${MAX_DEPTH} levels`)
  const node = parse()
  cursor.depth--
  return node
}

function parseCondition(cursor: Cursor): FilterNode {
  const start = cursor.at
  const literal = readLiteral(cursor)
  if (literal) {
    const operator = FLIPPED[expectComparison(cursor)]
    return { kind: 'compare', path: expectPath(cursor), operator, literal }
  }
  const names = readPath(cursor)
  if (!names) throw syntaxError(cursor, 'a property or a value')
  const last = names.at(-1)
  if (peek(cursor) === '(') {
    if ((last === 'any' || last === 'all') && names.length > 1) return parseLambda(cursor, last, names.slice(0, -1))
    const name = TEXT_FUNCTIONS.find((known) => known === names.join('/'))
    if (name) return parseCall(cursor, name)
    cursor.at = start
    throw syntaxError(cursor, `a property, or one of ${TEXT_FUNCTIONS.join(', ')}`)
  }
  return parseComparison(cursor, toPath(cursor, names))
}

function parseComparison(cursor: Cursor, path: Path): FilterNode {
  if (skipWord(cursor, 'in')) return { kind: 'in', path, literals: parseList(cursor) }
  // A condition may be a Boolean property alone.
  const next = peek(cursor)
  if (next === '' || next === ')' || /^(and|or)$/.test(peekWord(cursor))) {
    return { kind: 'compare', path, operator: 'eq', literal: { kind: 'boolean', value: true } }
  }
  const operator = expectComparison(cursor)
  const literal = readLiteral(cursor)
  if (!literal) throw syntaxError(cursor, 'a value (text stands between single quotes)')
  return { kind: 'compare', path, operator, literal }
}

function parseList(cursor: Cursor): readonly Literal[] {
  const literals: Literal[] = []
  expect(cursor, '(')
  do {
    const literal = readLiteral(cursor)
    if (!literal) throw syntaxError(cursor, 'a value (text stands between single quotes)')
    literals.push(literal)
  } while (skip(cursor, ','))
  expect(cursor, ')')
  return literals
}

function parseCall(cursor: Cursor, name: TextFunction): FilterNode {
  expect(cursor, '(')
  const path = expectPath(cursor)
  expect(cursor, ',')
  const literal = readLiteral(cursor)
  if (typeof literal?.value !== 'string') throw syntaxError(cursor, 'text between single quotes')
  expect(cursor, ')')
  return { kind: 'call', path, name, text: literal.value }
}

/** `participants_v2/any(p:p/id eq '…')`, from its parenthesis on. */
function parseLambda(cursor: Cursor, kind: 'any' | 'all', names: readonly string[]): FilterNode {
  const path = toPath(cursor, names)
  expect(cursor, '(')
  if (kind === 'any' && skip(cursor, ')')) return { kind, path, variable: '', node: undefined }
  const start = cursor.at
  const [variable, more] = readPath(cursor) ?? []
  if (variable === undefined || more !== undefined) {
    cursor.at = start
    throw syntaxError(cursor, 'the name of a variable')
  }
  expect(cursor, ':')
  const outer = cursor.variables
  cursor.variables = [...outer, variable]
  const node = nested(cursor, () => parseOr(cursor))
  cursor.variables = outer
  expect(cursor, ')')
  return { kind, path, variable, node }
}

function toPath({ variables }: Cursor, names: readonly string[]): Path {
  const [first = '', ...rest] = names
  return variables.includes(first) ? { variable: first, segments: rest } : { variable: undefined, segments: names }
}

const FLIPPED: Readonly<Record<Comparison, Comparison>> = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' }

function expectComparison(cursor: Cursor): Comparison {
  const word = peekWord(cursor)
  const operator = COMPARISONS.find((known) => known === word)
  if (!operator) throw syntaxError(cursor, `one of ${COMPARISONS.join(', ')}, in`)
  cursor.at += operator.length
  return operator
}

function expectPath(cursor: Cursor): Path {
  const names = readPath(cursor)
  if (!names) throw syntaxError(cursor, 'a property')
  return toPath(cursor, names)
}
