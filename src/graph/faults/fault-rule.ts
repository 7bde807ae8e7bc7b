import type { Duration } from '../../engine/time/duration.ts'

/**
 * A rule by which requests fail, or are answered late. Plain data. It has one of `error`, `drop` and `malformed`, or a
 * `latency`, or both. The requests of a batch have one connection, the batch's: among them only an `error` strikes.
 */
export interface FaultRule {
  /** What it is called: one of the same name takes its place, and `remove` takes it away. Default: `fault 1` and so on. */
  readonly name?: string
  /** The requests it is for; all when left out. */
  readonly match?: {
    /** HEAD counts as GET. */
    readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
    /** What the path starts with, below the base segment: `/communications/calls`. */
    readonly path?: string
  }
  /** The answer comes so much later, by the emulator's clock; what the request does is done at once. Latencies add up. */
  readonly latency?: Duration
  /** The request is answered with this error, and does nothing. */
  readonly error?: {
    readonly status: number
    readonly code: string
    readonly message?: string
    /** Seconds, for the `Retry-After` header. */
    readonly retryAfter?: number
  }
  /** The connection is lost before the request arrives: `fetch` rejects. */
  readonly drop?: true
  /** The request does what it does, but only the first half of the answer's body arrives. */
  readonly malformed?: true
  /** How many requests it strikes before it is used up. Default: no limit. */
  readonly times?: number
  /** How likely it strikes a request that it is for, from 0 to 1, drawn from the seed. Default: 1. */
  readonly probability?: number
}
