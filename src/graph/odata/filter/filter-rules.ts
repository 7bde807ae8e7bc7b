import type { Comparison, TextFunction } from './filter.ts'

/** What the `$filter` of a resource supports. */
export interface FilterRules {
  /** The operators that may join conditions. */
  readonly join: readonly ('and' | 'or' | 'not')[]
  /**
   * The operators and functions of each property. Items of a collection are reached through `any` or `all`:
   * `{ startDateTime: ['lt', 'le', 'gt', 'ge'], 'participants_v2/any/id': ['eq'] }`.
   */
  readonly conditions: Readonly<Record<string, readonly FilterOperator[]>>
}
export type FilterOperator = Comparison | TextFunction | 'in'

/** Describes the rules in an error message. */
export function describeRules({ join, conditions }: FilterRules): string {
  const list = Object.entries(conditions).map(([name, operators]) => `${name} (${operators.join(', ')})`)
  return `Supported: ${list.join('; ')}${join.length > 0 ? `; joined by ${join.join(', ')}` : ''}.`
}
