import type { GraphError } from '../errors/graph-error.ts'
import { graphErrors } from '../errors/graph-errors.ts'

/** Application permissions: a token has to have one of each group. No group: a token of any app will do. */
export type PermissionGroups = readonly (readonly string[])[]

/** What an endpoint asks of a token. */
export interface Permissions {
  readonly needs: PermissionGroups
  /** Delegated permissions: the token of a signed-in user has to have one of them. Absent: such a token is refused. */
  readonly delegated?: readonly string[]
  /** The tenant that the token has to be for: that of the directory, or another. Absent: any. */
  readonly tenant?: 'directory' | { readonly id: string }
  /** Creates the error for a token without the permissions. */
  readonly refuse: (why: string) => GraphError
  /** Creates the error for a token of another tenant. Default: `refuse`. */
  readonly refuseTenant?: (why: string) => GraphError
}

/** For endpoints whose permissions Graph does not document, or that Graph does not protect: any token will do. */
export const NO_PERMISSIONS: Permissions = { needs: [], refuse: graphErrors.forbidden }
