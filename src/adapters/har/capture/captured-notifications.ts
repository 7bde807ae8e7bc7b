import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import type { CapturedRequest } from './captured-request.ts'
import { objectsIn, textIn } from './json.ts'

/** The notifications about calls in a request that Graph sent to the app's `callbackUri`; none for any other request. */
export function notificationsIn({ method, segments, requestBody }: CapturedRequest): readonly JsonObject[] {
  if (method !== 'POST' || segments || !isJsonObject(requestBody)) return []
  return objectsIn(requestBody.value).filter((notification) => resourcePathIn(notification) !== undefined)
}

/** The path of a notification's resource below `/communications/calls/`. */
export function resourcePathIn({ resourceUrl, resource }: JsonObject): readonly string[] | undefined {
  const [, path] = /\/?(?:communications|app)\/calls\/(.+)$/i.exec(textIn(resourceUrl) || textIn(resource)) ?? []
  return path?.toLowerCase().split('/')
}
