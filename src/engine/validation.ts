import * as v from 'valibot'
import { isPhoneNumber } from '../directory/directory.ts'
import { type Duration, parseDuration } from './time/duration.ts'

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
  throw new TypeError(`${what}: ${toLine(result.issues)}`)
}

/** What is wrong, each by its path. */
export function toLine(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map(({ path, message }) => (path ? `'${toPath(path)}': ${message}` : message)).join('; ')
}

/** As one would write it: `steps[0].who`. */
function toPath(items: readonly v.IssuePathItem[]): string {
  const parts = items.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
  return parts.join('').replace(/^\./, '')
}

/** An object of these members and no others; what is unknown or missing is refused by name, with what there can be. */
export function members<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, v.ErrorMessage<v.StrictObjectIssue>> {
  return v.strictObject(entries, ({ expected, received, message }) => {
    const known = Object.keys(entries).join(', ')
    if (expected === 'never') return `It is not known. Expected one of: ${known}`
    if (expected === 'Object') return `Expected an object with ${known} but received ${received}`
    return received === 'undefined' && expected?.startsWith('"') ? 'It is missing' : message
  })
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
export const resultInfo: v.GenericSchema<{ code: number; subcode: number; message: string }> = members({
  code: v.pipe(v.number(), v.integer()),
  subcode: v.pipe(v.number(), v.integer()),
  message: v.string(),
})
