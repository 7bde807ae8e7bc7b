import { results } from '../../calls/lifecycle/results.ts'
import type { ResultInfo } from '../../calls/result-info.ts'
import type { CallRow } from '../../calls/rows.ts'
import type { FindTrunk } from '../../directory/directory.ts'
import { phoneNumber, soleIdentity } from '../../directory/identity-set.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallAttemptRow, CallHistory, CallRecordRow, RecordedMeeting } from '../rows.ts'
import { participantIdsOf } from './participants.ts'
import { toRecordedPhones } from './pstn-leg.ts'
import { toTriedPhones } from './pstn-try.ts'
import { toSpan, toStays } from './stays.ts'

/** What is kept of a call, and the id under which its record will be found. */
export interface EndedCall extends CallHistory {
  readonly callChainId: string
}

/** The facts of an ended call: all that its record is made of when somebody reads it. */
export function toCallHistory(call: CallRow): EndedCall {
  const { id, callChainId, kind, direction, participants, history, createdAt, endedAt } = call
  return {
    callChainId,
    callId: id,
    kind: kind === 'peerToPeer' ? 'peerToPeer' : 'group',
    direction,
    participants,
    history,
    endedAt: endedAt ?? history.at(-1)?.at ?? createdAt,
    resultInfo: toResult(call),
    ...(kind === 'meeting' && toMeetingFacts(call)),
  }
}

/** How a call ended, also where the app was not told: who did not take a call knows. */
function toResult({ resultInfo, rejection = results.declined, establishedAt }: CallRow): ResultInfo {
  return resultInfo ?? (establishedAt === undefined ? rejection : results.conversationEnded)
}

/** The organizer is there before anybody else joins. */
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
 * The link to a meeting, as Teams writes it: its thread, tenant and organizer. Nothing where the thread is not known.
 * @see https://learn.microsoft.com/graph/api/resources/onlinemeeting (joinWebUrl)
 */
function toJoinWebUrl({ chatInfo, tenantId }: CallRow, organizer: JsonObject): string | undefined {
  if (typeof chatInfo?.threadId !== 'string') return undefined
  const held = soleIdentity(organizer)
  const context = JSON.stringify({ Tid: held?.value.tenantId ?? tenantId, Oid: held?.id ?? null })
  const messageId = typeof chatInfo.messageId === 'string' ? chatInfo.messageId : '0'
  const [thread, message, given] = [chatInfo.threadId, messageId, context].map(encodeURIComponent)
  return `https://teams.microsoft.com/l/meetup-join/${thread}/${message}?context=${given}`
}

interface Writing {
  /** When the record is written. */
  readonly at: number
  readonly findTrunk: FindTrunk
}

/** The first version of a call's record: from the first joining to the last leaving. */
export function toCallRecordRow({ callChainId, ...call }: EndedCall, { at, findTrunk }: Writing): CallRecordRow {
  const stays = toStays(call)
  const phones = toRecordedPhones(call, stays, findTrunk)
  const { from, until } = toSpan(call, stays)
  return {
    id: callChainId,
    version: 1,
    startAt: from,
    endAt: until,
    lastModifiedAt: at,
    participantIds: participantIdsOf(call, stays),
    ...(phones.length > 0 && { phones }),
    origin: { from: 'call', call },
  }
}

/** What is kept of phones that never came to a call: nothing, unless a trunk was to connect one of them. */
export function toCallAttemptRow(
  { callChainId, ...call }: EndedCall,
  findTrunk: FindTrunk,
): CallAttemptRow | undefined {
  const phones = toTriedPhones(call, findTrunk)
  return phones.some(({ trunk }) => trunk !== undefined) ? { id: callChainId, phones, call } : undefined
}
