import type { JsonObject } from '../edm/json.ts'

/** Something to be told to a URL of the app's. */
export interface Notification {
  readonly url: string
  readonly body: JsonObject
}
