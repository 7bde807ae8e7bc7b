/** What Vitest and Jest alike give a matcher as `this`, as far as it is needed here. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined
  equals(one: unknown, other: unknown, testers?: unknown[]): boolean
  readonly utils: {
    readonly iterableEquality: unknown
    readonly subsetEquality: unknown
    stringify(value: unknown): string
  }
}

export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}
