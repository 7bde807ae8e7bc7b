import type { JsonObject } from '../../engine/values/json.ts'
import type { PermissionGroups } from '../../graph/endpoint/permissions.ts'
import { saysType } from '../../graph/odata/json/type-annotation.ts'
import type { CallContext } from '../context.ts'

/** A call with media of the app's own always has a blob, also if none was sent. */
export function toMediaConfig({ ids }: CallContext, mediaConfig: JsonObject): JsonObject {
  if (!isAppHosted(mediaConfig) || mediaConfig.blob) return mediaConfig
  return { ...mediaConfig, blob: ids.token() }
}

/** The permissions that media of the app's own need besides. */
export function mediaNeeds(mediaConfig: JsonObject | null | undefined): PermissionGroups {
  return mediaConfig && isAppHosted(mediaConfig) ? [['Calls.AccessMedia.All']] : []
}

function isAppHosted(mediaConfig: JsonObject): boolean {
  return saysType(mediaConfig, 'microsoft.graph.appHostedMediaConfig')
}
