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

/** A call between the app and one other, an ad-hoc call among several, or a meeting that is joined by its coordinates. */
export const CALL_KINDS = ['peerToPeer', 'group', 'meeting'] as const
export type CallKind = (typeof CALL_KINDS)[number]

/**
 * Where a participant is: calling (there as soon as the call is up), being rung, waiting to be admitted, in, or gone.
 */
export type Participation = 'calling' | 'invited' | 'lobby' | 'in' | 'left'

/** One leg of a call: the app itself or somebody else. */
export interface ParticipantRow {
  readonly id: string
  /** An identitySet, as it goes over the wire. */
  readonly identity: JsonObject
  /** The emulated app's own leg. */
  readonly self: boolean
  readonly participation: Participation
  /** Further members of its participantInfo, such as `languageId`. */
  readonly info?: JsonObject
  /** Muted on the server. */
  readonly isMuted?: boolean
  /** Hears hold music. One at most does in a call. */
  readonly isOnHold?: boolean
  /** What is on for it. Absent: what was asked for when the call was made. */
  readonly modalities?: readonly Modality[]
  readonly screenSharingRole?: ScreenSharingRole
  readonly recordingStatus?: RecordingStatus
  readonly metadata?: string
  /** The large gallery: a picture of everybody, and nobody itself. */
  readonly gallery?: true
  /** Why it is gone. */
  readonly removedBecause?: string
  /** The roster in which it last changed. */
  readonly rosterSequence?: number
}

export type ScreenSharingRole = 'viewer' | 'sharer'
export type RecordingStatus = 'unknown' | 'notRecording' | 'recording' | 'failed'

/** Where a call is being handed to: by a transfer, or by redirecting it. */
export interface HandoverRow {
  /** Who is being rung: their participant ids. */
  readonly targets: readonly string[]
  /** A consultative transfer: the call that the target is in already, and that ends. */
  readonly replacesCallId?: string
  /** Who took the call: the participant's id. */
  readonly answeredBy?: string
}

/** An incoming call that the app records by policy. @see https://learn.microsoft.com/graph/api/call-answer (example 3) */
export interface PolicyRecordingRow {
  readonly botData: string | null
  /** For how many participants the app has room. */
  readonly capacity: number
  /** Whom it records: participant ids. */
  readonly recorded: readonly string[]
}

/** @see https://learn.microsoft.com/graph/api/resources/audioroutinggroup */
export interface AudioRoutingGroupRow {
  readonly id: string
  readonly routingMode: 'oneToOne' | 'multicast'
  readonly sources: readonly string[]
  readonly receivers: readonly string[]
}

/** Somebody shares a screen. */
export interface ContentSharingSessionRow {
  readonly id: string
  readonly participantId: string
}

/**
 * What happened in a call, in order of time (epoch milliseconds). Call records are made of nothing else.
 * `network` names the profile a leg had from then on; `modalities` what was on from then on.
 */
export type HistoryEntry =
  | { readonly at: number; readonly did: 'joined' | 'left' | 'held' | 'resumed'; readonly participantId: string }
  /** Somebody was called to the call, and took it over from the app; or did not come to it, and why. */
  | { readonly at: number; readonly did: 'rung' | 'tookOver'; readonly participantId: string }
  | { readonly at: number; readonly did: 'refused'; readonly participantId: string; readonly result: ResultInfo }
  | { readonly at: number; readonly did: 'network'; readonly participantId: string; readonly profile: string }
  | {
      readonly at: number
      readonly did: 'modalities'
      readonly modalities: readonly Modality[]
      /** Absent: for everybody. */
      readonly participantId?: string
    }
  | {
      readonly at: number
      readonly did: 'rated'
      readonly participantId: string
      readonly rating: Rating
      readonly text?: string
    }

/** An interval in which the other side's voice is heard, planned ones included; without an end while `until` is absent. */
export interface SpeechInterval {
  readonly from: number
  readonly until?: number
}

export type OperationStatus = 'notStarted' | 'running' | 'completed' | 'failed'

/** Prompts that are played one after another. */
export interface PromptRow {
  readonly lengthMs: number
  /** Why the next one cannot be played, once those before it have been. */
  readonly failure?: ResultInfo
}

/** DTMF tones that are sent one after another. */
export interface TonesRow {
  /** Members of the enumeration `tone`. */
  readonly tones: readonly string[]
  /** The pause after each. */
  readonly delayMs: number
}

/** What a recordOperation was asked for, and what came of it. */
export interface RecordingRow {
  readonly stopTones: readonly string[]
  readonly bargeInAllowed: boolean
  readonly initialSilenceTimeoutMs: number
  readonly maxSilenceTimeoutMs: number
  readonly maxRecordDurationMs: number
  /** Prompt and beep come before the microphone opens. */
  readonly prompt: PromptRow
  readonly beepMs: number
  /** When the microphone opens, or opened. Known once the operation runs. */
  readonly listeningFrom?: number
  /** What was recorded, once it has ended. */
  readonly take?: { readonly durationMs: number; readonly speech: readonly Required<SpeechInterval>[] }
  readonly location?: string
  readonly accessToken?: string
}

/** What an inviteParticipantsOperation waits for. */
export interface InvitationRow {
  /** Whom it invites, as they were given, with their participant ids. */
  readonly participants: readonly JsonObject[]
  /** The participant ids of those who have not decided yet. */
  readonly undecided: readonly string[]
  /** Whether at least one has come. */
  readonly hasCome: boolean
}

/** A commsOperation of a call. `type` is the Graph type without its namespace, e.g. `recordOperation`. */
export interface OperationRow {
  readonly id: string
  readonly type: string
  readonly status: OperationStatus
  readonly version: number
  readonly clientContext: string | null
  readonly resultInfo: ResultInfo | null
  /** It was asked for under /beta. */
  readonly beta?: boolean
  /** When its turn came. */
  readonly startedAt?: number
  /** Why it ended, as a member of its type's own enumeration. */
  readonly completionReason?: string
  readonly recording?: RecordingRow
  readonly prompt?: PromptRow
  readonly tones?: TonesRow
  readonly invitation?: InvitationRow
}

/**
 * A call's clocks, by what they are for: each holds the sequence number of its pending event, and setting one anew
 * replaces it. `state` belongs to the state the call is in and is cleared when the call leaves it.
 */
export type TimerName =
  | 'state'
  | 'keepAlive'
  | 'media'
  /** How long somebody is rung, or waits in the lobby; what somebody who is rung does by default: by participant id. */
  | `${'ring' | 'lobby' | 'reaction'}:${string}`
  /** When an operation ends by itself: by operation id. */
  | `operation:${string}`

export interface CallRow {
  readonly id: string
  /** Order of creation. */
  readonly sequence: number
  /** Counts the notified versions: the number in the etag. */
  readonly version: number
  readonly state: CallState
  readonly direction: CallDirection
  readonly kind: CallKind
  readonly callChainId: string
  readonly callbackUri: string
  /** Origin and version segment of the request that made the call, e.g. `https://graph.microsoft.com/v1.0`: links echo it. */
  readonly serviceRoot: string
  readonly createdAt: number
  readonly establishedAt?: number
  readonly endedAt?: number
  readonly timers: Readonly<Partial<Record<TimerName, number>>>
  readonly mediaState?: 'active' | 'inactive'
  /** The app has subscribed to the keys that are pressed. */
  readonly hearsTones?: true
  /** The key of which the app was told last. */
  readonly toneInfo?: { readonly sequenceId: number; readonly tone: string }
  readonly resultInfo?: ResultInfo
  /** Why the app did not take it, as the caller hears. Absent: it did, or did not say. */
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
  /** The number of the last roster that the app was told. */
  readonly rosterSequence?: number
  readonly handover?: HandoverRow
  readonly incomingContext?: JsonObject
  readonly policyRecording?: PolicyRecordingRow
  readonly audioRoutingGroups?: readonly AudioRoutingGroupRow[]
  readonly contentSharingSessions?: readonly ContentSharingSessionRow[]
  /** Members that are only /beta's, as the client gave them. */
  readonly extras?: JsonObject
  readonly operations: readonly OperationRow[]
  readonly speech: readonly SpeechInterval[]
  readonly history: readonly HistoryEntry[]
  /** The scenario run that plays it. It may be over: rows of runs go when they are. */
  readonly scenarioRunId?: string
  /** How its record comes about, where that is not as configured. */
  readonly recordPlan?: RecordPlan
}
