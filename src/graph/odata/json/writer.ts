import type { Format } from './format.ts'

/** Where the JSON of a value is written to, and how. */
export interface Writer extends Format {
  /** The JSON in pieces: text that grew by concatenation would hold on to every step of it. */
  readonly pieces: string[]
  readonly types: 'always' | 'derived'
  readonly nulls: boolean
  readonly unknownEnumMembers: boolean
}
