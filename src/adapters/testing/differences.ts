import type { MatcherContext } from './matcher-context.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * What a value lacks of what is expected, a line for each member, as `toMatchObject` compares: further members may be
 * there. Nothing, when it is as expected.
 */
export function differences(context: MatcherContext, actual: unknown, expected: Members): string[] {
  const { equals, utils } = context
  const compare = (one: unknown, other: unknown, path: string): string[] => {
    if (isPlain(one) && isPlain(other))
      return Object.keys(other).flatMap((name) => compare(one[name], other[name], path ? `${path}.${name}` : name))
    if (equals(one, other, [utils.iterableEquality, utils.subsetEquality])) return []
    return [`${path}: ${utils.stringify(one)}, expected ${utils.stringify(other)}`]
  }
  return compare(actual, expected, '')
}

/** Neither a list nor one of the runner's matchers. */
function isPlain(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('asymmetricMatch' in value)
}
