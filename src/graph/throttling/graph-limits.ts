import { DAY_MS } from '../../engine/time/units.ts'

/** The number of requests that are allowed within a time. */
export interface RequestLimit {
  /** Its name in the trace. */
  readonly name: string
  /** The requests that count. */
  readonly requests: 'all' | 'callRecords' | 'firstPageOfRecord' | 'laterPageOfRecord'
  /** Requests count together when they have the same of these. */
  readonly per: readonly ('app' | 'tenant' | 'record')[]
  readonly most: number
  readonly windowMs: number
}

/** @see https://learn.microsoft.com/graph/throttling-limits */
export const REQUEST_LIMITS: readonly RequestLimit[] = [
  { name: 'requests per app', requests: 'all', per: ['app'], most: 130_000, windowMs: 10_000 },
  { name: 'call record requests per tenant', requests: 'callRecords', per: ['tenant'], most: 10_000, windowMs: 20_000 },
  {
    name: 'call record requests per app and tenant',
    requests: 'callRecords',
    per: ['app', 'tenant'],
    most: 1_500,
    windowMs: 20_000,
  },
  { name: 'requests per call record', requests: 'firstPageOfRecord', per: ['record'], most: 10, windowMs: 20_000 },
  {
    name: 'later page requests per call record',
    requests: 'laterPageOfRecord',
    per: ['record'],
    most: 50,
    windowMs: 5 * 60_000,
  },
]

/** The calls of an app, incoming and outgoing, in a month. A month of 30 days is the emulator's choice. */
export const CALLS_A_MONTH = { most: 10_000, windowMs: 30 * DAY_MS }

/** The calls of an app at the same time. The seconds to wait are not documented, so they are the emulator's choice. */
export const CALLS_AT_ONCE = { most: 100, retryAfter: 10 }
