/** How a response is written in JSON. */
export interface Format {
  /** How much control information the response has: with `none`, only counts and links to further pages. */
  readonly metadata: 'none' | 'minimal' | 'full'
  /** Whether numbers that JavaScript cannot hold exactly (Int64, Decimal) are written as text. */
  readonly ieee754Compatible: boolean
  readonly streaming: boolean
}

/** Graph's own default. */
export const DEFAULT_FORMAT: Format = { metadata: 'minimal', ieee754Compatible: false, streaming: true }
