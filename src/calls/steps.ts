import type { Duration } from '../engine/time/duration.ts'
import type { ResultInfo } from './result-info.ts'

/**
 * Who takes a step: a participant's id, the id of its user, application or phone, or its display name; `'app'` is the
 * app itself. Default: all participants for whom the step is possible; the app only where the step says so.
 */
export type Who = string

/** One action of the other people in a call, or of their network. Plain data; `for` and `after` are durations. */
export type Step =
  /** Answers the call: the callee, an invited person, or the target of a transfer or redirect. */
  | { readonly do: 'answer'; readonly who?: Who }
  /** Declines the call. Default of `with`: `results.declined`, or the result of a failed transfer. */
  | { readonly do: 'decline'; readonly who?: Who; readonly with?: ResultInfo }
  /**
   * Ends the call for all, or stops calling the app. After a transfer or redirect, ends the call that goes on without the
   * app. Default of `with`: the result that fits the call.
   */
  | { readonly do: 'hangUp'; readonly with?: ResultInfo }
  /** Puts a peer-to-peer call on hold. */
  | { readonly do: 'hold' }
  /** Resumes a call from hold. */
  | { readonly do: 'resume' }
  /** Joins a group call or meeting. Default of `who`: the next user of the directory who has not joined. */
  | { readonly do: 'join'; readonly who?: Who }
  /** Leaves a group call or meeting. An app that all others have left stays alone for `calls.aloneLimit`. */
  | { readonly do: 'leave'; readonly who?: Who }
  /** Waits in the lobby of a meeting. Default of `who`: the app, before it has joined. */
  | { readonly do: 'lobby'; readonly who?: Who }
  /** Admits a participant from the lobby. */
  | { readonly do: 'admit'; readonly who?: Who }
  /** Denies a participant in the lobby. Default of `with`: `results.removed`. */
  | { readonly do: 'deny'; readonly who?: Who; readonly with?: ResultInfo }
  /** Removes a participant; removing `'app'` ends the call. Default of `with`: `results.removed`. */
  | { readonly do: 'remove'; readonly who: Who; readonly with?: ResultInfo }
  /** Mutes or unmutes a participant. */
  | { readonly do: 'mute' | 'unmute'; readonly who?: Who }
  /** Turns a participant's camera on or off. */
  | { readonly do: 'startVideo' | 'stopVideo'; readonly who?: Who }
  /** Starts or stops sharing a participant's screen. */
  | { readonly do: 'share' | 'stopSharing'; readonly who?: Who }
  /** Changes what a participant shares, for example to the next slide. The app is notified if `callOptions` say so. */
  | { readonly do: 'updateSharing'; readonly who?: Who }
  /** Speaks for a time, or until `silence`. */
  | { readonly do: 'speak'; readonly for?: Duration }
  /** Stops speaking. */
  | { readonly do: 'silence' }
  /** Presses keys, one after another: 0–9, *, #, A–D. */
  | { readonly do: 'press'; readonly tones: string }
  /**
   * Fails the running media operation. Default of `with`: `operationResults.promptFailed` for a prompt,
   * `operationResults.mediaReceiveTimeout` for a recording; sending tones has no result.
   */
  | { readonly do: 'failOperation'; readonly with?: ResultInfo }
  /** Changes a participant's network to a named profile, which the call record shows. */
  | { readonly do: 'network'; readonly profile: NetworkProfile; readonly who?: Who }
  /** Rates the call, which the call record shows. */
  | { readonly do: 'rate'; readonly rating: Rating; readonly text?: string; readonly who?: Who }

/** The origin of a step in the trace: a scenario's name with the number of its step, `perform`, or `default`. */
export interface StepOrigin {
  readonly by: string
  readonly nth?: number
}

/** The network profiles that a leg of a call can have. Their values: `call-records/media/network-profiles.ts`. */
export const NETWORK_PROFILES = [
  'perfect',
  'good',
  'wifi',
  'weakWifi',
  'congestedWifi',
  'poorWifi',
  'mobile',
  'vpnRelay',
  'lossy',
  'oneWayAudio',
  'asymmetricUpload',
] as const
export type NetworkProfile = (typeof NETWORK_PROFILES)[number]

/** The network of a leg without a network in its history. */
export const DEFAULT_NETWORK_PROFILE = 'good' satisfies NetworkProfile

export const RATINGS = ['bad', 'poor', 'fair', 'good', 'excellent'] as const
export type Rating = (typeof RATINGS)[number]

/** What a scenario can wait for: an action of a participant, a state of the call, the start of an operation. */
export const MILESTONES = [
  'invited',
  'joined',
  'left',
  'established',
  'hold',
  'transferring',
  'redirecting',
  'terminated',
  'playPrompt',
  'recordResponse',
  'sendDtmfTones',
] as const
export type Milestone = (typeof MILESTONES)[number]

/** Calls the app; only in a scenario with trigger `'start'`. */
export interface IncomingStep {
  readonly do: 'incoming'
  /** A name for this call, for the steps that follow. */
  readonly as?: string
  /** The caller: the id or display name of a user of the directory, or a phone number. Default: its first user. */
  readonly from?: string
  /** Further participants, which makes it a group call. */
  readonly others?: readonly string[]
  /** The subject of the call. */
  readonly subject?: string
}
