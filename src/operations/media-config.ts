import type { JsonObject } from '../edm/json.ts'
import { saysType } from '../odata/type-annotation.ts'
import type { Moment } from '../simulation/moment.ts'

/** A call with media of the app's own always has a blob, also if none was sent. */
export function toMediaConfig({ ids }: Moment, mediaConfig: JsonObject): JsonObject {
  if (!saysType(mediaConfig, 'microsoft.graph.appHostedMediaConfig') || mediaConfig.blob) return mediaConfig
  return { ...mediaConfig, blob: ids.token() }
}
