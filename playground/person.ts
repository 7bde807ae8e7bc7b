/** A user of the tenant. */
export interface Person {
  readonly id: string
  readonly displayName: string
}
