import type { PermissionGroups, Permissions } from '../../graph/endpoint/permissions.ts'
import { callErrors } from '../errors.ts'

/** The permissions that Graph's documentation gives for an endpoint of the calling service. */
export function callPermissions(...needs: PermissionGroups): Permissions {
  return { needs, refuse: callErrors.callForbidden, refuseTenant: callErrors.tenantMismatch }
}

/**
 * The calling service checks permissions when a call is created or answered. Most actions on the call need none after that.
 * @see https://learn.microsoft.com/graph/api/call-get#permissions
 */
export const CHECKED_AT_CREATION: Permissions = callPermissions()

/**
 * For actions on a participant of a group call.
 * @see https://learn.microsoft.com/graph/api/participant-mute#permissions
 */
export const JOIN_GROUP: Permissions = callPermissions(['Calls.JoinGroupCall.All', 'Calls.JoinGroupCallAsGuest.All'])

/** @see https://learn.microsoft.com/graph/api/call-list-contentsharingsessions#permissions */
export const READ_SHARING: Permissions = callPermissions([
  'Calls.JoinGroupCallAsGuest.All',
  'Calls.Initiate.All',
  'Calls.InitiateGroupCall.All',
  'Calls.JoinGroupCall.All',
])

/** @see https://learn.microsoft.com/graph/api/call-post-audioroutinggroups#permissions */
export const ROUTE_AUDIO: Permissions = callPermissions(['Calls.JoinGroupCall.All', 'Calls.InitiateGroupCall.All'])
