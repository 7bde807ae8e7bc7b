import * as v from 'valibot'
import { count, epochMs, jsonObject, type RowSchema, rowId, text, texts } from '../engine/store/row-schema.ts'
import { HOUR_MS } from '../engine/time/units.ts'
import { members } from '../engine/validation.ts'
import { typeNamed } from '../graph/edm/schema.ts'
import { graphObject } from '../graph/odata/json/graph-object.ts'
import type { CallEvent } from './call-event.ts'
import type { CallTypes } from './context.ts'
import { RECORD_PLAN_SCHEMA } from './record-plan-schema.ts'
import { resultInfo } from './result-info.ts'
import {
  type AudioRoutingGroupRow,
  CALL_KINDS,
  CALL_STATES,
  type CallRow,
  type ContentSharingSessionRow,
  type HandoverRow,
  type HistoryEntry,
  type InvitationRow,
  type Modality,
  type OperationRow,
  type ParticipantRow,
  type PolicyRecordingRow,
  type PromptRow,
  type RecordingRow,
  type RecordingStatus,
  type ScreenSharingRole,
  type SpeechInterval,
  type TonesRow,
} from './rows.ts'
import { STEP } from './step-schema.ts'
import { NETWORK_PROFILES, RATINGS } from './steps.ts'

const optional = v.exactOptional
const nullable = v.nullable
const list = v.array
const flag = v.boolean()
const identitySet = graphObject('microsoft.graph.identitySet')
const info = graphObject('microsoft.graph.participantInfo')
const invitation = graphObject('microsoft.graph.invitationParticipantInfo')
/** A member of an enumeration that a request sets: a lenient request may have stored a placeholder. */
const enumMember = <Member extends string>(): v.GenericSchema<Member> =>
  v.custom<Member>((input) => typeof input === 'string', 'Expected a text')
const modalities = list(enumMember<Modality>())

const PARTICIPANT = members({
  id: rowId,
  identity: identitySet,
  self: flag,
  participation: v.picklist(['calling', 'invited', 'lobby', 'in', 'left']),
  info: optional(info),
  isMuted: optional(flag),
  isOnHold: optional(flag),
  modalities: optional(modalities),
  screenSharingRole: optional(enumMember<ScreenSharingRole>()),
  recordingStatus: optional(enumMember<RecordingStatus>()),
  metadata: optional(text),
  gallery: optional(v.literal(true)),
  hidden: optional(v.literal(true)),
  removedBecause: optional(text),
  rosterSequence: optional(count),
} satisfies RowSchema<ParticipantRow>)

/** Of an ended call, which keeps the whole row of a participant. */
export const RECORDED_PARTICIPANT = v.object({ id: rowId, identity: identitySet, self: flag })

const entry = { at: epochMs, participantId: text }
export const HISTORY: v.GenericSchema<unknown, readonly HistoryEntry[]> = list(
  v.variant('did', [
    members({ ...entry, did: v.picklist(['joined', 'left', 'held', 'resumed', 'invited']) }),
    members({ ...entry, did: v.literal('declined'), result: resultInfo }),
    members({ ...entry, did: v.literal('network'), profile: v.picklist(NETWORK_PROFILES) }),
    members({ at: epochMs, did: v.literal('modalities'), modalities, participantId: optional(text) }),
    members({ ...entry, did: v.literal('rated'), rating: v.picklist(RATINGS), text: optional(text) }),
  ]),
)

const inOrder = <Interval extends SpeechInterval>() =>
  v.check<Interval, string>(({ from, until = from }) => from <= until, "Expected 'from' not after 'until'")
const SPEECH = v.pipe(
  members({ from: epochMs, until: optional(epochMs) } satisfies RowSchema<SpeechInterval>),
  inOrder<{ from: number; until?: number }>(),
)
const AUDIO = members({
  // The download is built in memory.
  durationMs: v.pipe(count, v.maxValue(HOUR_MS)),
  speech: list(v.pipe(members({ from: count, until: count }), inOrder<{ from: number; until: number }>())),
})
const PROMPT = members({ lengthMs: count, failure: optional(resultInfo) } satisfies RowSchema<PromptRow>)

const RECORDING = members({
  stopTones: texts,
  bargeInAllowed: flag,
  initialSilenceTimeoutMs: count,
  maxSilenceTimeoutMs: count,
  maxRecordDurationMs: count,
  prompt: PROMPT,
  beepMs: count,
  listeningFrom: optional(epochMs),
  audio: optional(AUDIO),
  location: optional(text),
  accessToken: optional(text),
} satisfies RowSchema<RecordingRow>)

const OPERATION = members({
  id: rowId,
  type: v.pipe(
    v.string(),
    v.check(
      (name) => typeNamed(`microsoft.graph.${name}`)?.kind === 'entity',
      ({ input }) => `Expected the name of an operation's type, such as recordOperation, but received '${input}'`,
    ),
  ),
  status: v.picklist(['notStarted', 'running', 'completed', 'failed']),
  version: count,
  clientContext: nullable(text),
  resultInfo: nullable(resultInfo),
  beta: optional(flag),
  startedAt: optional(epochMs),
  completionReason: optional(text),
  recording: optional(RECORDING),
  prompt: optional(PROMPT),
  prompts: optional(list(graphObject('microsoft.graph.prompt'))),
  tones: optional(members({ tones: texts, delayMs: count } satisfies RowSchema<TonesRow>)),
  invitation: optional(
    members({
      participants: list(invitation),
      unanswered: texts,
      hasJoined: flag,
    } satisfies RowSchema<InvitationRow>),
  ),
} satisfies RowSchema<OperationRow>)

const HANDOVER = members({
  targets: texts,
  replacesCallId: optional(text),
  answeredBy: optional(text),
  endsAt: optional(epochMs),
} satisfies RowSchema<HandoverRow>)

const ROUTING_GROUP = members({
  id: rowId,
  routingMode: enumMember<AudioRoutingGroupRow['routingMode']>(),
  sources: texts,
  receivers: texts,
} satisfies RowSchema<AudioRoutingGroupRow>)

export const direction = v.picklist(['incoming', 'outgoing'])

export const CALL_ROW = members({
  id: rowId,
  sequence: count,
  version: count,
  state: v.picklist(CALL_STATES),
  direction,
  kind: v.picklist(CALL_KINDS),
  callChainId: rowId,
  callbackUri: text,
  serviceRoot: text,
  createdAt: epochMs,
  establishedAt: optional(epochMs),
  endedAt: optional(epochMs),
  timers: v.record(v.string(), count),
  mediaState: optional(v.picklist(['active', 'inactive'])),
  isSubscribedToTones: optional(v.literal(true)),
  toneInfo: optional(members({ sequenceId: count, tone: text })),
  resultInfo: optional(resultInfo),
  rejection: optional(resultInfo),
  myParticipantId: text,
  source: nullable(info),
  targets: list(invitation),
  requestedModalities: modalities,
  mediaConfig: nullable(graphObject('microsoft.graph.mediaConfig')),
  subject: nullable(text),
  tenantId: nullable(text),
  chatInfo: nullable(graphObject('microsoft.graph.chatInfo')),
  meetingInfo: nullable(graphObject('microsoft.graph.meetingInfo')),
  callOptions: nullable(graphObject('microsoft.graph.callOptions')),
  participants: list(PARTICIPANT),
  rosterSequence: optional(count),
  handover: optional(HANDOVER),
  incomingContext: optional(graphObject('microsoft.graph.incomingContext')),
  policyRecording: optional(
    members({ botData: jsonObject, capacity: count, recorded: texts } satisfies RowSchema<PolicyRecordingRow>),
  ),
  audioRoutingGroups: optional(list(ROUTING_GROUP)),
  contentSharingSessions: optional(
    list(members({ id: rowId, participantId: text } satisfies RowSchema<ContentSharingSessionRow>)),
  ),
  extras: optional(graphObject('microsoft.graph.call')),
  operations: list(OPERATION),
  speech: list(SPEECH),
  history: HISTORY,
  scenarioRunId: optional(text),
  recordPlan: optional(RECORD_PLAN_SCHEMA),
} satisfies RowSchema<CallRow>)

const CALL_EVENT: v.GenericSchema<unknown, CallEvent> = v.variant('type', [
  members({ type: v.picklist(['end', 'failTransfer']), result: resultInfo }),
  members({ type: v.literal('acceptTransfer'), result: optional(resultInfo) }),
  members({
    type: v.picklist([
      ...['answer', 'reject', 'connect', 'hangUp', 'release'],
      ...['hold', 'resume', 'transfer', 'redirect', 'acceptRedirect'],
    ] as const),
  }),
])

/** The data of each scheduled action of the module. */
export const callActions = {
  callEvent: { event: CALL_EVENT },
  defaultStep: { step: STEP },
  operationDone: { operationId: text },
  handoverEnd: {},
  mediaDue: {},
} as const satisfies { readonly [Name in keyof CallTypes['actions']]: RowSchema<CallTypes['actions'][Name]> }
