import * as v from 'valibot'
import type { RecordLatency, RecordPlan } from '../calls/record-plan.ts'
import { parseDuration } from '../engine/time/duration.ts'
import { MINUTE_MS } from '../engine/time/units.ts'
import { duration, members } from '../engine/validation.ts'
import type { JsonObject } from '../engine/values/json.ts'
import { GraphError } from '../graph/errors/errors.ts'
import { validate } from '../graph/odata/json/validate.ts'

/** @see https://learn.microsoft.com/graph/change-notifications-overview (latency: on average below, and at most) */
const LATENCIES_MS = { instant: 0, typical: 30 * MINUTE_MS, worst: 150 * MINUTE_MS } as const

const LATENCY_NAMES = ['instant', 'typical', 'worst'] as const satisfies readonly (keyof typeof LATENCIES_MS)[]

export const recordLatency: v.GenericSchema<RecordLatency> = v.pipe(
  v.union(
    [v.number(), v.string()],
    `Expected a duration such as 1500 or '1.5s', or one of: ${LATENCY_NAMES.join(', ')}`,
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    try {
      parseLatency(dataset.value, 'latency')
    } catch (error) {
      addIssue({ message: `${error instanceof Error ? error.message : error} Or one of: ${LATENCY_NAMES.join(', ')}.` })
    }
  }),
)

/**
 * @param name What it is, for the error: `records.latency`.
 * @returns milliseconds.
 */
export function parseLatency(latency: RecordLatency, name: string): number {
  const preset = LATENCY_NAMES.find((known) => known === latency)
  return preset ? LATENCIES_MS[preset] : parseDuration(latency, name)
}

/** Members of a callRecord, checked against Graph's metadata. */
const recordMembers: v.GenericSchema<JsonObject> = v.pipe(
  v.record(v.string(), v.any()),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    try {
      readRecordMembers(dataset.value)
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) })
    }
  }),
)

export const RECORD_PLAN_SCHEMA: v.GenericSchema<RecordPlan> = members({
  latency: v.exactOptional(recordLatency),
  with: v.exactOptional(recordMembers),
  updates: v.exactOptional(v.array(members({ after: duration, with: v.exactOptional(recordMembers) }))),
})

const THE_SERVICES_OWN = ['id', 'version', 'lastModifiedDateTime']

/**
 * A copy of members of a callRecord, spelt as Graph does.
 * @throws GraphError that names the member, its value and what would be right.
 */
export function readRecordMembers(given: JsonObject): JsonObject {
  const fail = (path: string, problem: string) => new GraphError('invalidProperty', path, problem)
  const own = THE_SERVICES_OWN.find((name) => name in given)
  if (own) throw fail(own, "it is the service's own, and cannot be given.")
  return validate('microsoft.graph.callRecords.callRecord', given, {
    strict: true,
    required: false,
    unknown: 'refuse',
    fail,
  })
}
