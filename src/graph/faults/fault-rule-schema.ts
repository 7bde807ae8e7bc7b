import * as v from 'valibot'
import { duration, members } from '../../engine/validation.ts'
import type { FaultRule } from './fault-rule.ts'

/** The schema of a fault rule. */
export const FAULT_RULE = v.pipe(
  members({
    name: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
    match: v.exactOptional(
      members({
        method: v.exactOptional(v.picklist(['GET', 'POST', 'PATCH', 'DELETE'])),
        path: v.exactOptional(
          v.pipe(
            v.string(),
            v.startsWith(
              '/',
              ({ input }) => `Expected a path below /v1.0, such as '/communications/calls', but received '${input}'`,
            ),
          ),
        ),
      }),
    ),
    latency: v.exactOptional(duration),
    error: v.exactOptional(
      members({
        status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
        code: v.pipe(v.string(), v.minLength(1)),
        message: v.exactOptional(v.string()),
        retryAfter: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
      }),
    ),
    drop: v.exactOptional(v.literal(true)),
    malformed: v.exactOptional(v.literal(true)),
    times: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    probability: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  }),
  v.check(
    (rule) => endingsOf(rule).length === 1 || (endingsOf(rule).length === 0 && rule.latency !== undefined),
    "Expected one of 'error', 'drop' and 'malformed', a 'latency', or both",
  ),
)

/** The members of a rule that end a request. A rule has at most one. */
export function endingsOf({ error, drop, malformed }: FaultRule): unknown[] {
  return [error, drop, malformed].filter((ending) => ending !== undefined)
}
