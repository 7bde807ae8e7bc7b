import type { JsonObject } from '../../engine/values/json.ts'
import type { PermissionGroups } from '../../graph/endpoint/permissions.ts'
import { saysType } from '../../graph/odata/json/type-annotation.ts'
import type { CallContext } from '../context.ts'

/** Adds a blob to an app-hosted media config without one, since Graph always returns it. */
export function toMediaConfig({ ids }: CallContext, mediaConfig: JsonObject): JsonObject {
  if (!isAppHosted(mediaConfig) || mediaConfig.blob) return mediaConfig
  return { ...mediaConfig, blob: ids.token() }
}

/** The additional permissions for app-hosted media. */
export function mediaNeeds(mediaConfig: JsonObject | null | undefined): PermissionGroups {
  return mediaConfig && isAppHosted(mediaConfig) ? [['Calls.AccessMedia.All']] : []
}

function isAppHosted(mediaConfig: JsonObject): boolean {
  return saysType(mediaConfig, 'microsoft.graph.appHostedMediaConfig')
}
