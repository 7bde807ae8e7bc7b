import * as v from 'valibot'
import { parseDuration } from '../engine/time/duration.ts'
import { MINUTE_MS } from '../engine/time/units.ts'
import { duration, members, parseable } from '../engine/validation.ts'
import type { JsonObject } from '../engine/values/json.ts'
import { graphErrors } from '../graph/errors/graph-errors.ts'
import { validate } from '../graph/odata/json/validate.ts'
import type { RecordLatency, RecordPlan, RecordUpdate } from './record-plan.ts'

/** `typical` and `worst` are Graph's documented average and maximum. @see https://learn.microsoft.com/graph/change-notifications-overview */
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
      addIssue({
        message: `${error instanceof Error ? error.message : error} Or use one of: ${LATENCY_NAMES.join(', ')}.`,
      })
    }
  }),
)

/**
 * @param name The path of the value, for the error: `records.latency`.
 * @returns the latency in milliseconds.
 */
export function parseLatency(latency: RecordLatency, name: string): number {
  const preset = LATENCY_NAMES.find((known) => known === latency)
  return preset ? LATENCIES_MS[preset] : parseDuration(latency, name)
}

/** Members of a callRecord, validated against Graph's metadata. */
const recordMembers: v.GenericSchema<JsonObject> = v.pipe(v.record(v.string(), v.any()), parseable(parseRecordMembers))

export const recordUpdates: v.GenericSchema<RecordUpdate[]> = v.array(
  members({ after: duration, with: v.exactOptional(recordMembers) }),
)

export const RECORD_PLAN_SCHEMA: v.GenericSchema<RecordPlan> = members({
  latency: v.exactOptional(recordLatency),
  with: v.exactOptional(recordMembers),
  updates: v.exactOptional(recordUpdates),
})

const SERVICE_MEMBERS = ['id', 'version', 'lastModifiedDateTime']

/**
 * Validates members of a callRecord.
 * @returns a copy with Graph's capitalization.
 * @throws GraphError that names the member, its value and what is allowed.
 */
export function parseRecordMembers(given: JsonObject): JsonObject {
  const fail = (path: string, problem: string) => graphErrors.invalidProperty(path, problem)
  const serviceMember = SERVICE_MEMBERS.find((name) => name in given)
  if (serviceMember) throw fail(serviceMember, 'the service sets this member itself. Omit it.')
  return validate('microsoft.graph.callRecords.callRecord', given, {
    strict: true,
    required: false,
    unknown: 'refuse',
    fail,
  })
}
