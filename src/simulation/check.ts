import * as v from 'valibot'
import { type Duration, parseDuration } from '../runtime/duration.ts'
import { isPhoneNumber } from './directory.ts'

/**
 * Checks what a user of the library wrote.
 * @param what Names the thing in the error: `createEmulator`, `step`, `scenario 'busy'`.
 * @throws TypeError that names each wrong member, its value and what would be right.
 */
export function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const lines = result.issues.map((issue) => {
    const path = v.getDotPath(issue)
    return `${path ? `'${path}': ` : ''}${issue.message}`
  })
  throw new TypeError(`${what}: ${lines.join('; ')}`)
}

/** A duration as users write it: milliseconds, or text such as '1.5s'. */
export const duration: v.GenericSchema<Duration> = v.pipe(
  v.union([v.number(), v.string()], "Expected a duration such as 1500 or '1.5s'"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    try {
      parseDuration(dataset.value, 'duration')
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) })
    }
  }),
)

export const phoneNumber: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.check(
    isPhoneNumber,
    ({ input }) => `Expected a number in E.164 form such as '+12065550100' but received '${input}'`,
  ),
)

/** The numbers and text of an end: one of `results` or `operationResults`, or one's own. */
export const resultInfo: v.GenericSchema<{ code: number; subcode: number; message: string }> = v.strictObject({
  code: v.pipe(v.number(), v.integer()),
  subcode: v.pipe(v.number(), v.integer()),
  message: v.string(),
})
