import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import { foldGuid } from '../../edm/guid.ts'
import { toInstant } from '../json/date-time.ts'
import type { Comparison, FilterNode, Path } from './filter.ts'
import type { Literal } from './filter-cursor.ts'

/**
 * Whether a value meets a condition. A missing member counts as null, and null is neither greater nor less than anything.
 * Date-times may be text or epoch milliseconds. GUIDs, also as text, are compared without case.
 */
export function matches(node: FilterNode, value: JsonObject): boolean {
  return holds(node, { variable: '', value, outer: undefined })
}

/** The value of a variable, with the variables around it. The outermost is the filtered value. */
interface Binding {
  readonly variable: string
  readonly value: Json | undefined
  readonly outer: Binding | undefined
}

function holds(node: FilterNode, binding: Binding): boolean {
  switch (node.kind) {
    case 'and':
      return node.nodes.every((one) => holds(one, binding))
    case 'or':
      return node.nodes.some((one) => holds(one, binding))
    case 'not':
      return !holds(node.node, binding)
    case 'compare':
      return compares(read(node.path, binding), node.operator, node.literal)
    case 'in': {
      const actual = read(node.path, binding)
      return node.literals.some((literal) => compares(actual, 'eq', literal))
    }
    case 'call': {
      const actual = read(node.path, binding)
      return typeof actual === 'string' && TEXT_TESTS[node.name](actual, node.text)
    }
    default:
      return holdsForItems(node, binding)
  }
}

function holdsForItems(
  { kind, path, variable, node }: FilterNode & { kind: 'any' | 'all' },
  binding: Binding,
): boolean {
  const collection = read(path, binding)
  const items: readonly Json[] = Array.isArray(collection) ? collection : []
  if (!node) return items.length > 0
  const meets = (value: Json) => holds(node, { variable, value, outer: binding })
  return kind === 'any' ? items.some(meets) : items.every(meets)
}

const TEXT_TESTS = {
  startswith: (text: string, part: string) => text.startsWith(part),
  endswith: (text: string, part: string) => text.endsWith(part),
  contains: (text: string, part: string) => text.includes(part),
} as const

function read({ variable, segments }: Path, binding: Binding): Json {
  let at: Json | undefined = find(variable, binding).value
  for (const segment of segments) {
    at = isJsonObject(at) && Object.hasOwn(at, segment) ? at[segment] : undefined
  }
  return at ?? null
}

function find(variable: string | undefined, binding: Binding): Binding {
  let at = binding
  while (at.outer && at.variable !== variable) at = at.outer
  return at
}

function compares(actual: Json, operator: Comparison, literal: Literal): boolean {
  if (actual === null || literal.value === null) {
    const same = actual === literal.value
    return operator === 'eq' ? same : operator === 'ne' && !same
  }
  const left = comparable(actual, literal)
  const right = typeof literal.value === 'string' ? foldGuid(literal.value) : literal.value
  if (left === undefined || typeof left !== typeof right) return operator === 'ne'
  return COMPARE[operator](left, right)
}

type Comparable = string | number | boolean

const COMPARE: Readonly<Record<Comparison, (left: Comparable, right: Comparable) => boolean>> = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
}

/** Converts a value for the comparison with a literal of the kind. */
function comparable(actual: Json, { kind }: Literal): Comparable | undefined {
  if (typeof actual === 'string') {
    return kind === 'dateTime' ? toInstant(actual) : foldGuid(actual)
  }
  return typeof actual === 'number' || typeof actual === 'boolean' ? actual : undefined
}
