import type { Duration } from '../runtime/duration.ts'
import type { ResultInfo } from './result-info.ts'

/** One thing that the other side, or its network, does. Steps are plain data; `for` and `after` are durations. */
export type Step =
  /** The other side takes an outgoing call. */
  | { readonly do: 'answer' }
  /** The other side does not take an outgoing call. Default: `results.declined`. */
  | { readonly do: 'decline'; readonly with?: ResultInfo }
  /** The other side ends the call, or gives up calling. Default: the end code that fits. */
  | { readonly do: 'hangUp'; readonly with?: ResultInfo }
  /** The other side puts the call on hold. */
  | { readonly do: 'hold' }
  /** The other side takes the call back from hold. */
  | { readonly do: 'resume' }
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
  /** The other side's network changes to a named profile; call records show it. */
  | { readonly do: 'network'; readonly profile: NetworkProfile }
  /** The other side rates the call; the call record shows it. */
  | { readonly do: 'rate'; readonly rating: Rating; readonly text?: string }

export const NETWORK_PROFILES = [
  'perfect',
  'good',
  'wifi',
  'poorWifi',
  'mobile',
  'vpnRelay',
  'lossy',
  'oneWayAudio',
] as const
export type NetworkProfile = (typeof NETWORK_PROFILES)[number]

export const RATINGS = ['bad', 'poor', 'fair', 'good', 'excellent'] as const
export type Rating = (typeof RATINGS)[number]

/** A step in time: it waits for `after` (default 0) since the step before it, the first since the call's creation. */
export type ScenarioStep = Step & { readonly after?: Duration }
