/** `this` of a custom matcher: the members that Vitest and Jest share and that are used here. */
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
