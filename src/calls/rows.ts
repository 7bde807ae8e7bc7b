import type { JsonObject } from '../engine/values/json.ts'
import type { RecordPlan } from './record-plan.ts'
import type { ResultInfo } from './result-info.ts'
import type { Rating } from './steps.ts'

export const CALL_STATES = [
  'incoming',
  'establishing',
  'ringing',
  'established',
  'hold',
  'transferring',
  'transferAccepted',
  'redirecting',
  'terminating',
  'terminated',
] as const
export type CallState = (typeof CALL_STATES)[number]

export type CallDirection = 'incoming' | 'outgoing'
export type Modality = 'audio' | 'video' | 'videoBasedScreenSharing' | 'data'

/** A call with one other participant, an ad-hoc group call, or a meeting joined by its meeting info. */
export const CALL_KINDS = ['peerToPeer', 'group', 'meeting'] as const
export type CallKind = (typeof CALL_KINDS)[number]

/**
 * A participant's state: `calling` joins as soon as the call connects, `invited` rings, `lobby` waits to be admitted, `in`
 * is in the call, `left` has left or never joined.
 */
export type Participation = 'calling' | 'invited' | 'lobby' | 'in' | 'left'

/** One leg of a call, the app's own included. */
export interface ParticipantRow {
  readonly id: string
  /** An identitySet, as Graph's JSON has it. */
  readonly identity: JsonObject
  /** The emulated app's own leg. */
  readonly self: boolean
  readonly participation: Participation
  /** Further members of its participantInfo, such as `languageId`. */
  readonly info?: JsonObject
  /** Muted on the server. */
  readonly isMuted?: boolean
  /** Hears hold music: at most one participant of a call. */
  readonly isOnHold?: boolean
  /** The participant's active modalities. Absent: those requested for the call. */
  readonly modalities?: readonly Modality[]
  readonly screenSharingRole?: ScreenSharingRole
  readonly recordingStatus?: RecordingStatus
  readonly metadata?: string
  /** The participant is the large gallery view and not a person. */
  readonly gallery?: true
  /** The app asked to be hidden once its call is a group call: it is on no roster. */
  readonly hidden?: true
  /** The reason in the participant's `removedState`. */
  readonly removedBecause?: string
  /** The number of the roster in which the participant last changed. */
  readonly rosterSequence?: number
}

export type ScreenSharingRole = 'viewer' | 'sharer'
export type RecordingStatus = 'unknown' | 'notRecording' | 'recording' | 'failed'

/** The transfer or redirection of a call. */
export interface HandoverRow {
  /** The participant ids of the targets. */
  readonly targets: readonly string[]
  /** For a consultative transfer: the target's existing call, which ends once the target accepts. */
  readonly replacesCallId?: string
  /** The participant id of the target that accepted. */
  readonly answeredBy?: string
  /** When the target and those who go on without the app hang up, unless a step is earlier. */
  readonly endsAt?: number
}

/** An incoming call that the app records by policy. @see https://learn.microsoft.com/graph/api/call-answer (example 3) */
export interface PolicyRecordingRow {
  /** The application data of the policy, as `applicationMetadata.botData`. */
  readonly botData: JsonObject
  /** How many participants the app can record. */
  readonly capacity: number
  /** The participant ids of those it records. */
  readonly recorded: readonly string[]
}

/** @see https://learn.microsoft.com/graph/api/resources/audioroutinggroup */
export interface AudioRoutingGroupRow {
  readonly id: string
  readonly routingMode: 'oneToOne' | 'multicast'
  readonly sources: readonly string[]
  readonly receivers: readonly string[]
}

/** A participant's screen sharing. */
export interface ContentSharingSessionRow {
  readonly id: string
  readonly participantId: string
}

/**
 * What happened in a call, in order of time (epoch milliseconds). Call records are built from the history alone.
 * `network` names a leg's network profile, and `modalities` the active modalities, from then on.
 */
export type HistoryEntry =
  | { readonly at: number; readonly did: 'joined' | 'left' | 'held' | 'resumed'; readonly participantId: string }
  /** A participant was invited and rings, or did not join, with the result that says why. */
  | { readonly at: number; readonly did: 'invited'; readonly participantId: string }
  | { readonly at: number; readonly did: 'declined'; readonly participantId: string; readonly result: ResultInfo }
  | { readonly at: number; readonly did: 'network'; readonly participantId: string; readonly profile: string }
  | {
      readonly at: number
      readonly did: 'modalities'
      readonly modalities: readonly Modality[]
      /** Absent: for all participants. */
      readonly participantId?: string
    }
  | {
      readonly at: number
      readonly did: 'rated'
      readonly participantId: string
      readonly rating: Rating
      readonly text?: string
    }

/** An interval in which the other side speaks, possibly in the future. It is open-ended while `until` is absent. */
export interface SpeechInterval {
  readonly from: number
  readonly until?: number
}

export type OperationStatus = 'notStarted' | 'running' | 'completed' | 'failed'

/** The prompts of an operation, which play one after another. */
export interface PromptRow {
  /** The length of all prompts that can be played. */
  readonly lengthMs: number
  /** Why the prompt after those cannot be played. */
  readonly failure?: ResultInfo
}

/** The DTMF tones of an operation, which are sent one after another. */
export interface TonesRow {
  /** Members of the enumeration `tone`. */
  readonly tones: readonly string[]
  /** The pause after each. */
  readonly delayMs: number
}

/** The parameters and the output of a recordOperation. */
export interface RecordingRow {
  readonly stopTones: readonly string[]
  readonly bargeInAllowed: boolean
  readonly initialSilenceTimeoutMs: number
  readonly maxSilenceTimeoutMs: number
  readonly maxRecordDurationMs: number
  /** Prompt and beep play before the microphone opens. */
  readonly prompt: PromptRow
  readonly beepMs: number
  /** When the microphone opens. Absent until the operation runs. */
  readonly listeningFrom?: number
  /** The recorded audio, once the recording has completed. */
  readonly audio?: { readonly durationMs: number; readonly speech: readonly Required<SpeechInterval>[] }
  readonly location?: string
  readonly accessToken?: string
}

/** The progress of an inviteParticipantsOperation. */
export interface InvitationRow {
  /** The invitations as requested, with the participant ids. */
  readonly participants: readonly JsonObject[]
  /** The participant ids of those who have not responded yet. */
  readonly unanswered: readonly string[]
  /** Whether at least one participant has joined. */
  readonly hasJoined: boolean
}

/** A commsOperation of a call. `type` is the Graph type without its namespace, e.g. `recordOperation`. */
export interface OperationRow {
  readonly id: string
  readonly type: string
  readonly status: OperationStatus
  readonly version: number
  readonly clientContext: string | null
  readonly resultInfo: ResultInfo | null
  /** The operation was requested under /beta. */
  readonly beta?: boolean
  /** When a media operation started to run. */
  readonly startedAt?: number
  /** Why the operation ended, as a member of its type's own enumeration. */
  readonly completionReason?: string
  readonly recording?: RecordingRow
  readonly prompt?: PromptRow
  /** The prompts of a playPromptOperation, as the client sent them. */
  readonly prompts?: readonly JsonObject[]
  readonly tones?: TonesRow
  readonly invitation?: InvitationRow
}

/**
 * The timers of a call by name. Setting one replaces the one of the same name. `state` belongs to the call's current state
 * and is cleared when the call leaves it.
 */
export type TimerName =
  | 'state'
  | 'keepAlive'
  | 'media'
  /** The end of a group call or meeting in which the app has been left alone. */
  | 'alone'
  /** The end of a transferred or redirected call, which goes on without the app. */
  | 'handover'
  /** The limits of ringing and of waiting in the lobby, and the default response, each with a participant id. */
  | `${'ring' | 'lobby' | 'response'}:${string}`
  /** The end of a timed operation, with the operation's id. */
  | `operation:${string}`

export interface CallRow {
  readonly id: string
  /** Order of creation. */
  readonly sequence: number
  /** The number of the last notified version, as in the etag. */
  readonly version: number
  readonly state: CallState
  readonly direction: CallDirection
  readonly kind: CallKind
  readonly callChainId: string
  readonly callbackUri: string
  /** Origin and version segment of the request that created the call, e.g. `https://graph.microsoft.com/v1.0`, for links. */
  readonly serviceRoot: string
  readonly createdAt: number
  readonly establishedAt?: number
  readonly endedAt?: number
  /** The sequence number of each timer's scheduled event. */
  readonly timers: Readonly<Partial<Record<TimerName, number>>>
  readonly mediaState?: 'active' | 'inactive'
  readonly isSubscribedToTones?: true
  /** The last key of which the app was notified. */
  readonly toneInfo?: { readonly sequenceId: number; readonly tone: string }
  readonly resultInfo?: ResultInfo
  /** Why the app rejected the call, as reported to the caller. Absent: the app did not reject it, or gave no reason. */
  readonly rejection?: ResultInfo
  readonly myParticipantId: string
  readonly source: JsonObject | null
  readonly targets: readonly JsonObject[]
  readonly requestedModalities: readonly Modality[]
  readonly mediaConfig: JsonObject | null
  readonly subject: string | null
  readonly tenantId: string | null
  readonly chatInfo: JsonObject | null
  readonly meetingInfo: JsonObject | null
  readonly callOptions: JsonObject | null
  readonly participants: readonly ParticipantRow[]
  /** The number of the last roster notification. */
  readonly rosterSequence?: number
  readonly handover?: HandoverRow
  readonly incomingContext?: JsonObject
  readonly policyRecording?: PolicyRecordingRow
  readonly audioRoutingGroups?: readonly AudioRoutingGroupRow[]
  readonly contentSharingSessions?: readonly ContentSharingSessionRow[]
  /** Members that only /beta has, as the client sent them. */
  readonly extras?: JsonObject
  readonly operations: readonly OperationRow[]
  readonly speech: readonly SpeechInterval[]
  readonly history: readonly HistoryEntry[]
  /** The scenario run that plays the call. The run's row is removed once the run has ended. */
  readonly scenarioRunId?: string
  /** When and how the call's record is written, unless as configured. */
  readonly recordPlan?: RecordPlan
}
