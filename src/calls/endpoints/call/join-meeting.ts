import { completeIdentity, type Meeting, userIdentity } from '../../../directory/directory.ts'
import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { saysType } from '../../../graph/odata/json/type-annotation.ts'
import type { NewCall } from '../../behaviour/new-call.ts'
import type { CallContext } from '../../context.ts'
import { callErrors } from '../../errors.ts'
import type { CallRow } from '../../rows.ts'

export interface MeetingJoin extends Pick<NewCall, 'others'> {
  readonly coordinates: Pick<CallRow, 'meetingInfo' | 'chatInfo' | 'subject'>
}

interface JoinRequest {
  readonly meetingInfo: JsonObject
  readonly chatInfo?: JsonObject | null
  readonly subject?: string | null
}

/**
 * Joins a meeting in which its organizer is already present.
 * @throws GraphError for a join id that no meeting of the directory has, a wrong passcode, or an empty token.
 * @see https://learn.microsoft.com/graph/api/application-post-calls (examples 5 to 8)
 */
export function joinMeeting(context: CallContext, { meetingInfo, chatInfo, subject }: JoinRequest): MeetingJoin {
  const { directory } = context.services
  if (saysType(meetingInfo, 'microsoft.graph.tokenMeetingInfo') && meetingInfo.token === '') {
    throw callErrors.invalidMeetingToken()
  }
  const byId = saysType(meetingInfo, 'microsoft.graph.joinMeetingIdMeetingInfo')
  const meeting = byId ? findMeeting(directory.meetings, meetingInfo) : undefined
  const organizer = isJsonObject(meetingInfo.organizer)
    ? completeIdentity(directory, meetingInfo.organizer)
    : userIdentity(directory, meeting?.organizer)
  return {
    others: [{ identity: organizer, participation: 'calling' }],
    coordinates: {
      meetingInfo: byId ? { passcode: null, ...meetingInfo } : meetingInfo,
      // A client that joins by an id learns the meeting's chat from the response.
      chatInfo:
        chatInfo ?? (byId ? { threadId: `19:meeting_${context.ids.token(32)}@thread.v2`, messageId: '0' } : null),
      subject: subject ?? meeting?.subject ?? null,
    },
  }
}

/** Without meetings in the directory, every join id is accepted. */
function findMeeting(meetings: readonly Meeting[], { joinMeetingId, passcode }: JsonObject): Meeting | undefined {
  if (meetings.length === 0) return undefined
  const meeting = meetings.find((one) => one.joinMeetingId === joinMeetingId)
  if (!meeting) throw callErrors.meetingNotJoined(`no meeting has the joinMeetingId '${String(joinMeetingId)}'.`)
  if (meeting.passcode !== undefined && meeting.passcode !== passcode) {
    throw callErrors.meetingNotJoined(`the passcode is not that of meeting '${meeting.joinMeetingId}'.`)
  }
  return meeting
}
