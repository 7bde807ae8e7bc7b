import type { Duration } from '../engine/time/duration.ts'
import type { ResultInfo } from './result-info.ts'

/**
 * Who takes a step: the id of a participant, or of the user, application or phone that it is, or its display name;
 * `'app'` is the app's own leg. Left out, it is everybody for whom the step is possible; the app only where a step says so.
 */
export type Who = string

/** One thing that the other side, or its network, does. Steps are plain data; `for` and `after` are durations. */
export type Step =
  /** Whoever is rung takes the call: the callee, those invited, the target of a transfer or redirect. */
  | { readonly do: 'answer'; readonly who?: Who }
  /** Whoever is rung does not take the call. Default: `results.declined`, or what a failed transfer reports. */
  | { readonly do: 'decline'; readonly who?: Who; readonly with?: ResultInfo }
  /** The other side ends the call, or gives up calling; a group call or meeting ends for all. Default: the end code that fits. */
  | { readonly do: 'hangUp'; readonly with?: ResultInfo }
  /** The other side puts a peer-to-peer call on hold. */
  | { readonly do: 'hold' }
  /** The other side takes the call back from hold. */
  | { readonly do: 'resume' }
  /** Somebody comes into a group call or meeting. Default: the directory's next user who is not in. */
  | { readonly do: 'join'; readonly who?: Who }
  /** Somebody who is in leaves a group call or meeting. When all have left, it ends. */
  | { readonly do: 'leave'; readonly who?: Who }
  /** Somebody waits in the meeting's lobby. Default: the app, before it is in. */
  | { readonly do: 'lobby'; readonly who?: Who }
  /** Whoever waits in the lobby is let in. */
  | { readonly do: 'admit'; readonly who?: Who }
  /** Whoever waits in the lobby is turned away. Default of `with`: `results.removed`. */
  | { readonly do: 'deny'; readonly who?: Who; readonly with?: ResultInfo }
  /** Somebody is removed by another participant. `'app'` ends the call. Default of `with`: `results.removed`. */
  | { readonly do: 'remove'; readonly who: Who; readonly with?: ResultInfo }
  /** Somebody is muted by the service, or unmuted. */
  | { readonly do: 'mute' | 'unmute'; readonly who?: Who }
  /** Somebody turns the camera on, or off. */
  | { readonly do: 'startVideo' | 'stopVideo'; readonly who?: Who }
  /** Somebody shares a screen, or ends it. */
  | { readonly do: 'share' | 'stopSharing'; readonly who?: Who }
  /** The other side speaks: for so long, or until it falls silent. */
  | { readonly do: 'speak'; readonly for?: Duration }
  /** The other side falls silent. */
  | { readonly do: 'silence' }
  /** The other side presses keys of its phone, one after another: 0–9, *, #, A–D. */
  | { readonly do: 'press'; readonly tones: string }
  /**
   * The media operation under way fails. Default: `operationResults.promptFailed` for a prompt,
   * `operationResults.mediaReceiveTimeout` for a recording; sending tones has no result.
   */
  | { readonly do: 'failOperation'; readonly with?: ResultInfo }
  /** Somebody's network changes to a named profile; call records show it. */
  | { readonly do: 'network'; readonly profile: NetworkProfile; readonly who?: Who }
  /** Somebody rates the call; the call record shows it. */
  | { readonly do: 'rate'; readonly rating: Rating; readonly text?: string; readonly who?: Who }

/** Who asked for a step, for the trace: a scenario's name, `perform`, or `default`; and which of the scenario's it is. */
export interface StepOrigin {
  readonly by: string
  readonly nth?: number
}

/** The names of the networks that a leg of a call can have. What each is like: `call-records/network-profiles.ts`. */
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

export const RATINGS = ['bad', 'poor', 'fair', 'good', 'excellent'] as const
export type Rating = (typeof RATINGS)[number]

/** What a scenario can wait for: what somebody does, a state that the call comes into, an operation that begins. */
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

/** Somebody calls the app: only in a scenario that begins by itself. */
export interface IncomingStep {
  readonly do: 'incoming'
  /** What the steps that follow call this call. */
  readonly as?: string
  /** Who calls: the id or display name of a user of the directory, or a phone number. Default: its first user. */
  readonly from?: string
  /** Who else is in the call, which is a group call then. */
  readonly others?: readonly string[]
  /** What the call is about, for people. */
  readonly subject?: string
}
