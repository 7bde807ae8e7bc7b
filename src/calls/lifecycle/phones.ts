import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import { saysType } from '../../graph/odata/json/type-annotation.ts'
import type { CallRow } from '../rows.ts'

/**
 * Whether the app can transfer or redirect a call to a phone, or invite a phone to it. The app needs an application
 * instance: its own as the source of an outgoing call, or the one that an incoming call was placed to. A scheduled meeting
 * does without, unless the app has joined by a token.
 * @see https://learn.microsoft.com/graph/api/call-answer (PSTN scenarios)
 */
export function canReachPhones({ kind, direction, source, targets, meetingInfo }: CallRow): boolean {
  if (kind === 'meeting') return !saysType(meetingInfo, 'microsoft.graph.tokenMeetingInfo')
  return isInstance(direction === 'incoming' ? targets[0] : source)
}

/** Whether a participantInfo names an application instance (a resource account) and not just an application. */
export function isInstance(info: JsonObject | null | undefined): boolean {
  return isJsonObject(info?.identity) && isJsonObject(info.identity.applicationInstance)
}
