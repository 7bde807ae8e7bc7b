import { results } from '../../calls/lifecycle/results.ts'
import type { ResultInfo } from '../../calls/result-info.ts'
import type { CallRow } from '../../calls/rows.ts'
import { phoneNumber, soleIdentity } from '../../directory/identity-set.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallHistory, RecordedMeeting } from '../rows.ts'

/** The facts of an ended call, with the id of its record. */
export interface EndedCall extends CallHistory {
  readonly callChainId: string
}

/** Collects the facts of an ended call that its record and log rows are built from when they are read. */
export function toCallHistory(call: CallRow): EndedCall {
  const { id, callChainId, kind, direction, participants, history, createdAt, endedAt } = call
  return {
    callChainId,
    callId: id,
    kind: kind === 'peerToPeer' ? 'peerToPeer' : 'group',
    direction,
    participants,
    history,
    // A call that was handed over ended for the app before it ended for the others.
    endedAt: Math.max(endedAt ?? createdAt, history.at(-1)?.at ?? createdAt),
    resultInfo: toResult(call),
    ...(kind === 'meeting' && toMeetingFacts(call)),
  }
}

/** The result of a call. An unanswered call has one even if the app received none. */
function toResult(call: CallRow): ResultInfo {
  const { resultInfo, rejection = results.declined } = call
  return resultInfo ?? (hasConnected(call) ? results.conversationEnded : rejection)
}

/** Whether anyone was connected: the app, or those to whom it redirected the call. */
export function hasConnected({ history }: Pick<CallRow, 'history'>): boolean {
  return history.some(({ did }) => did === 'joined')
}

/** The organizer is the first participant besides the app: meetings add the organizer before anyone joins. */
function toMeetingFacts(
  call: CallRow,
): { readonly meeting: RecordedMeeting; readonly joinWebUrl?: string } | undefined {
  const organizer = call.participants.find(({ self }) => !self)
  if (!organizer) return undefined
  const invited = call.operations.flatMap((operation) => operation.invitation?.participants ?? [])
  const dialedOut = call.participants
    .filter(({ identity }) => phoneNumber(identity) !== undefined)
    .map(({ id }) => id)
    .filter((id) => invited.some(({ participantId }) => participantId === id))
  const joinWebUrl = toJoinWebUrl(call, organizer.identity)
  return { meeting: { organizerId: organizer.id, dialedOut }, ...(joinWebUrl !== undefined && { joinWebUrl }) }
}

/**
 * Builds the join link of a meeting as Teams does, from its thread, tenant and organizer.
 * @returns `undefined` when the thread is unknown.
 * @see https://learn.microsoft.com/graph/api/resources/onlinemeeting (joinWebUrl)
 */
function toJoinWebUrl({ chatInfo, tenantId }: CallRow, organizer: JsonObject): string | undefined {
  if (typeof chatInfo?.threadId !== 'string') return undefined
  const sole = soleIdentity(organizer)
  const context = JSON.stringify({ Tid: sole?.value.tenantId ?? tenantId, Oid: sole?.id ?? null })
  const messageId = typeof chatInfo.messageId === 'string' ? chatInfo.messageId : '0'
  const [thread, message, encodedContext] = [chatInfo.threadId, messageId, context].map(encodeURIComponent)
  return `https://teams.microsoft.com/l/meetup-join/${thread}/${message}?context=${encodedContext}`
}
