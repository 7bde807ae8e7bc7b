import { DAY_MS, MINUTE_MS } from '../../engine/time/units.ts'

/** So many requests within a time, of those that are counted together. */
export interface RequestLimit {
  /** Its name in the trace. */
  readonly name: string
  readonly concerns: 'everything' | 'callRecords' | 'firstPageOfRecord' | 'laterPageOfRecord'
  readonly per: readonly ('app' | 'tenant' | 'record')[]
  readonly most: number
  readonly windowMs: number
}

/** @see https://learn.microsoft.com/graph/throttling-limits */
export const REQUEST_LIMITS: readonly RequestLimit[] = [
  { name: 'requests of an app', concerns: 'everything', per: ['app'], most: 130_000, windowMs: 10_000 },
  { name: 'call records of a tenant', concerns: 'callRecords', per: ['tenant'], most: 10_000, windowMs: 20_000 },
  {
    name: 'call records of an app in a tenant',
    concerns: 'callRecords',
    per: ['app', 'tenant'],
    most: 1_500,
    windowMs: 20_000,
  },
  { name: 'a call record', concerns: 'firstPageOfRecord', per: ['record'], most: 10, windowMs: 20_000 },
  {
    name: 'later pages of a call record',
    concerns: 'laterPageOfRecord',
    per: ['record'],
    most: 50,
    windowMs: 5 * MINUTE_MS,
  },
]

/** Calls of an app, incoming and outgoing, in a month. That a month has 30 days is the emulator's choice. */
export const CALLS_A_MONTH = { most: 10_000, windowMs: 30 * DAY_MS }

/** Calls of an app that are up at once. When to try again is not documented: the emulator's choice, in seconds. */
export const CALLS_AT_ONCE = { most: 100, retryAfter: 10 }
