import type { Literal } from './filter-cursor.ts'

/** A parsed filter, as plain data. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly node: FilterNode }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Comparison; readonly literal: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly literals: readonly Literal[] }
  | { readonly kind: 'call'; readonly path: Path; readonly name: TextFunction; readonly text: string }
  /** Whether any, or every, item of a collection meets a condition. Without a condition: whether there is any item. */
  | {
      readonly kind: 'any' | 'all'
      readonly path: Path
      readonly variable: string
      readonly node: FilterNode | undefined
    }

/** The path to a value: from the variable of an enclosing `any` or `all`, or else from the filtered item. */
export interface Path {
  readonly variable: string | undefined
  readonly segments: readonly string[]
}

export const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof COMPARISONS)[number]

export const TEXT_FUNCTIONS = ['startswith', 'endswith', 'contains'] as const
export type TextFunction = (typeof TEXT_FUNCTIONS)[number]
