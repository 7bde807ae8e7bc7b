import type { Duration } from '../../engine/time/duration.ts'

/**
 * A rule that makes requests fail or delays their responses: plain data. It has one of `error`, `drop` and `malformed`, or a
 * `latency`, or both. The requests of a batch share the connection of the batch, so only an `error` applies to them.
 */
export interface FaultRule {
  /** A rule replaces another of the same name, and `remove` removes it. Default: `fault 1` and so on. */
  readonly name?: string
  /** The requests that the rule applies to. Default: all. */
  readonly match?: {
    /** HEAD counts as GET. */
    readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
    /**
     * The beginning of the path, below the base segment, as the README's table of endpoints writes it: `{callId}`, as well
     * as `*`, is any one segment. `/communications/calls/{callId}/recordResponse` is an action of any call.
     */
    readonly path?: string
  }
  /**
   * Delays the response by the emulator's clock. The request itself is processed at once. The latencies of several rules add
   * up.
   */
  readonly latency?: Duration
  /** Responds with this error. The request is not processed. */
  readonly error?: {
    readonly status: number
    readonly code: string
    readonly message?: string
    /** Seconds, for the `Retry-After` header. */
    readonly retryAfter?: number
  }
  /** Loses the connection before the request arrives: `fetch` rejects. */
  readonly drop?: true
  /** Processes the request, but cuts the response body in half. */
  readonly malformed?: true
  /** The number of requests after which the rule is removed. Default: no limit. */
  readonly times?: number
  /** The probability, from 0 to 1, that the rule applies to a request that it matches. Drawn from the seed. Default: 1. */
  readonly probability?: number
}
