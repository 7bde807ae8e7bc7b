import * as v from 'valibot'
import { recordUpdates } from '../calls/record-plan-schema.ts'
import { resultInfo } from '../calls/result-info.ts'
import { direction, HISTORY, RECORDED_PARTICIPANT } from '../calls/row-schemas.ts'
import { count, epochMs, type RowSchema, rowId, text, texts } from '../engine/store/row-schema.ts'
import { members } from '../engine/validation.ts'
import { graphObject } from '../graph/odata/json/graph-object.ts'
import type { CallRecordTypes } from './context.ts'
import type {
  CallAttemptRow,
  CallHistory,
  CallRecordRow,
  RecordedHandover,
  RecordedMeeting,
  RecordedPhone,
} from './rows.ts'

const optional = v.exactOptional

const HANDOVER = members({
  by: v.picklist(['forwarding', 'transfer']),
  identity: graphObject('microsoft.graph.identitySet'),
  transferredRecordId: optional(text),
} satisfies RowSchema<RecordedHandover>)

const CALL = members({
  callId: rowId,
  kind: v.picklist(['peerToPeer', 'group']),
  direction,
  participants: v.array(RECORDED_PARTICIPANT),
  history: HISTORY,
  endedAt: epochMs,
  resultInfo,
  joinWebUrl: optional(text),
  meeting: optional(members({ organizerId: text, dialedOut: texts } satisfies RowSchema<RecordedMeeting>)),
  handover: optional(HANDOVER),
} satisfies RowSchema<CallHistory>)

export const trunk = { trunk: optional(text), mediaBypass: optional(v.literal(true)) }
const phones = v.array(members({ joinedAt: epochMs, ...trunk } satisfies RowSchema<RecordedPhone>))

export const CALL_ATTEMPT_ROW = members({ id: rowId, phones, call: CALL } satisfies RowSchema<CallAttemptRow>)

export const CALL_RECORD_ROW = members({
  id: rowId,
  version: count,
  startAt: epochMs,
  endAt: epochMs,
  lastModifiedAt: epochMs,
  participantIds: texts,
  phones: optional(phones),
  origin: v.variant('from', [members({ from: v.literal('call'), call: CALL }), members({ from: v.literal('client') })]),
  overlay: optional(graphObject('microsoft.graph.callRecords.callRecord')),
  addedSessions: optional(v.array(graphObject('microsoft.graph.callRecords.session'))),
} satisfies RowSchema<CallRecordRow>)

/** The data of each scheduled action of the module. */
export const callRecordActions = {
  recordDue: { record: CALL_RECORD_ROW, updates: optional(recordUpdates) },
  recordUpdate: { updates: recordUpdates },
} as const satisfies {
  readonly [Name in keyof CallRecordTypes['actions']]: RowSchema<CallRecordTypes['actions'][Name]>
}
