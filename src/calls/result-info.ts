/** Why something ended, in Graph's two numbers. @see https://learn.microsoft.com/graph/api/resources/resultinfo */
export interface ResultInfo {
  readonly code: number
  readonly subcode: number
  readonly message: string
}
