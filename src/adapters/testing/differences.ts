import type { MatcherContext } from './matcher-context.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * Compares a value with the expected members as `toMatchObject` does: further members are allowed.
 *
 * @returns a line for each member that differs; none when the value matches.
 */
export function differences(context: MatcherContext, actual: unknown, expected: Members): string[] {
  const { equals, utils } = context
  const compare = (one: unknown, other: unknown, path: string): string[] => {
    if (isPlainObject(one) && isPlainObject(other))
      return Object.keys(other).flatMap((name) => compare(one[name], other[name], path ? `${path}.${name}` : name))
    if (equals(one, other, [utils.iterableEquality, utils.subsetEquality])) return []
    return [`${path}: ${utils.stringify(one)}, expected ${utils.stringify(other)}`]
  }
  return compare(actual, expected, '')
}

/** Whether a value is an object, and neither an array nor an asymmetric matcher. */
function isPlainObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('asymmetricMatch' in value)
}
