import {
  COMPARISONS,
  type Comparison,
  type FilterNode,
  type Path,
  TEXT_FUNCTIONS,
  type TextFunction,
} from './filter.ts'
import {
  type Cursor,
  expectCharacter,
  type Literal,
  peek,
  peekWord,
  readLiteral,
  readPath,
  skip,
  skipWord,
  syntaxError,
} from './filter-cursor.ts'

/**
 * Parses a `$filter`: comparisons of a property with a literal, `in`, `startswith`, `endswith`, `contains`, `any` and
 * `all`, joined by `and`, `or`, `not` and parentheses.
 * @throws GraphError that names the position of the syntax error and what was expected there.
 * @see https://learn.microsoft.com/graph/filter-query-parameter
 */
export function parseFilter(text: string): FilterNode {
  const cursor: Cursor = { text, at: 0, depth: 0, variables: [] }
  const node = parseOr(cursor)
  if (peek(cursor) !== '') throw syntaxError(cursor, "'and', 'or' or the end")
  return node
}

/** How deep a filter may be nested: the emulator's choice. */
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
  expectCharacter(cursor, ')')
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
  // A Boolean property is a condition by itself.
  const next = peek(cursor)
  if (next === '' || next === ')' || /^(and|or)$/.test(peekWord(cursor))) {
    return { kind: 'compare', path, operator: 'eq', literal: { kind: 'boolean', value: true } }
  }
  const operator = expectComparison(cursor)
  const literal = readLiteral(cursor)
  if (!literal) throw syntaxError(cursor, 'a value (text in single quotes)')
  return { kind: 'compare', path, operator, literal }
}

function parseList(cursor: Cursor): readonly Literal[] {
  const literals: Literal[] = []
  expectCharacter(cursor, '(')
  do {
    const literal = readLiteral(cursor)
    if (!literal) throw syntaxError(cursor, 'a value (text in single quotes)')
    literals.push(literal)
  } while (skip(cursor, ','))
  expectCharacter(cursor, ')')
  return literals
}

function parseCall(cursor: Cursor, name: TextFunction): FilterNode {
  expectCharacter(cursor, '(')
  const path = expectPath(cursor)
  expectCharacter(cursor, ',')
  const literal = readLiteral(cursor)
  if (typeof literal?.value !== 'string') throw syntaxError(cursor, 'text in single quotes')
  expectCharacter(cursor, ')')
  return { kind: 'call', path, name, text: literal.value }
}

/** Parses `participants_v2/any(p:p/id eq '…')` from its parenthesis on. */
function parseLambda(cursor: Cursor, kind: 'any' | 'all', names: readonly string[]): FilterNode {
  const path = toPath(cursor, names)
  expectCharacter(cursor, '(')
  if (kind === 'any' && skip(cursor, ')')) return { kind, path, variable: '', node: undefined }
  const start = cursor.at
  const [variable, more] = readPath(cursor) ?? []
  if (variable === undefined || more !== undefined) {
    cursor.at = start
    throw syntaxError(cursor, 'the name of a variable')
  }
  expectCharacter(cursor, ':')
  const outer = cursor.variables
  cursor.variables = [...outer, variable]
  const node = nested(cursor, () => parseOr(cursor))
  cursor.variables = outer
  expectCharacter(cursor, ')')
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
