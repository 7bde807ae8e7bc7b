import type { Context } from '../../engine/module.ts'
import type { ModuleTypes } from '../../engine/module-types.ts'

/** Application permissions of which a token has to have one of each group. None: a token of any app will do. */
export type Needs = readonly (readonly string[])[]

/** Who may use an operation. */
export interface Permissions {
  readonly needs: Needs
  /** Delegated permissions of which the token of a signed-in user has to have one. Absent: there are none that help. */
  readonly delegated?: readonly string[]
  /** Whose tenant's token it has to be: that of the directory, or another. Absent: any. */
  readonly tenant?: 'directory' | { readonly id: string }
  /** How a token without them is refused. */
  readonly refusal: 'callForbidden' | 'forbidden' | 'subscriptionForbidden'
}

/** Who may, where it depends on what is asked for: called when nothing but the operation itself is left to do. */
export type PermissionsFor<Types extends ModuleTypes, Body> = (
  context: Context<Types>,
  params: Readonly<Record<string, string>>,
  body: Body,
) => Permissions

/** An operation of the calling service, with the permissions of its page in Graph's documentation: one of each group. */
export function callPermissions(...needs: Needs): Permissions {
  return { needs, refusal: 'callForbidden' }
}

/**
 * The calling service checks permissions when a call is created or answered, and not again when something is done with it.
 * @see https://learn.microsoft.com/graph/api/call-get#permissions
 */
export const CHECKED_AT_CREATION: Permissions = callPermissions()

/** @see https://learn.microsoft.com/graph/api/call-post-audioroutinggroups#permissions */
export const ROUTE_AUDIO: Permissions = callPermissions(['Calls.JoinGroupCall.All', 'Calls.InitiateGroupCall.All'])

/** @see https://learn.microsoft.com/graph/api/callrecords-callrecord-get#permissions */
export const READ_CALL_RECORDS: Permissions = {
  needs: [['CallRecords.Read.All']],
  tenant: 'directory',
  refusal: 'forbidden',
}

/** @see https://learn.microsoft.com/graph/api/callrecords-callrecord-getpstncalls#permissions */
export const READ_LOGS: Permissions = {
  needs: [['CallRecord-PstnCalls.Read.All', 'CallRecords.Read.All']],
  tenant: 'directory',
  refusal: 'forbidden',
}

/** Of what Graph does not document nobody knows the permissions: the emulator asks for none. */
export const NOT_DOCUMENTED: Permissions = { needs: [], refusal: 'forbidden' }

/** What is not Graph's to guard: a recording has a token of its own. */
export const OWN_TOKEN: Permissions = { needs: [], refusal: 'forbidden' }
