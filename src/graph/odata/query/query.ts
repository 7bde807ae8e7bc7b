import type { FilterNode } from '../filter/filter.ts'
import type { FilterRules } from '../filter/filter-rules.ts'

/** The query options of a request. They have been parsed, but whether a resource supports them is for `checkQuery`. */
export interface Query {
  /** Names or paths; `*` is everything. */
  readonly select?: readonly string[]
  readonly expand?: readonly QueryExpansion[]
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
export interface QueryExpansion extends Query {
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

/** The query options that a resource supports. All others are refused. */
export interface QueryRules {
  /** `format` is always supported, and `skiptoken` where there are pages. */
  readonly options: readonly OptionName[]
  /** The navigation properties that can be expanded, and the options that each takes. */
  readonly expand?: ExpandRules
  /** Only one navigation property can be expanded in a request. */
  readonly expandsOne?: true
  /** Absent: a filter may use everything that can be parsed. */
  readonly filter?: FilterRules
  /** The number of items on a page. Absent: there are no pages. */
  readonly pageSize?: number
  /** The largest page size that a client can ask for. Default: `pageSize`. */
  readonly maxPageSize?: number
}

export interface ExpandRules {
  readonly [property: string]: {
    readonly select?: true
    readonly expand?: ExpandRules
    /** The number of items that are written inline; a link leads to the others. */
    readonly pageSize?: number
  }
}
