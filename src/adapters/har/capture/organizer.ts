import type { JsonObject } from '../../../engine/values/json.ts'
import { readIdentity } from './captured-identity.ts'
import { objectIn } from './json.ts'

/** The `who` of a meeting's organizer. Empty when the app did not name one. */
export function organizerOf({ meetingInfo }: JsonObject): string {
  return readIdentity(objectIn(objectIn(meetingInfo).organizer)).who
}
