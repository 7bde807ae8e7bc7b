import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import type { CapturedRequest } from './captured-request.ts'
import { objectsIn, textIn } from './json.ts'
import { toResourceId } from './resource-id.ts'

/** The notifications about calls in a request that Graph sent to the app's `callbackUri`; none for any other request. */
export function notificationsIn({ method, segments, requestBody }: CapturedRequest): readonly JsonObject[] {
  // A webhook may be at a path that looks like Graph's.
  const isToGraph = segments !== undefined && !isNotifications(requestBody)
  if (method !== 'POST' || isToGraph || !isJsonObject(requestBody)) return []
  return objectsIn(requestBody.value).filter((notification) => resourcePathIn(notification) !== undefined)
}

function isNotifications(body: Json | undefined): boolean {
  return isJsonObject(body) && /\.commsNotifications$/i.test(textIn(body['@odata.type']))
}

/** The path of a notification's resource below `/communications/calls/`. */
export function resourcePathIn({ resourceUrl, resource }: JsonObject): readonly string[] | undefined {
  const [, path] = /\/?(?:communications|app)\/calls\/(.+)$/i.exec(textIn(resourceUrl) || textIn(resource)) ?? []
  return path?.split('/').map(toResourceId)
}
