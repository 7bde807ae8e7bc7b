import * as v from 'valibot'
import { restoreError } from './stateful.ts'
import { type Duration, parseDuration } from './time/duration.ts'
import { type Instant, parseInstant } from './time/instant.ts'

/**
 * Validates a value written by a user of the library: options, a step, a scenario.
 *
 * @param what the value's name in the error: `createEmulator`, `step`, `scenario 'busy'`.
 * @throws TypeError that names every invalid member with its path, its value and what is allowed.
 */
export function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  throw new TypeError(`${what}: ${formatIssues(result.issues)}`)
}

/**
 * Validates a member of a snapshot, which may come from JSON.
 * @throws TypeError that names the invalid members: the first ones, because a snapshot can have thousands.
 */
export function checkRestored(name: string, schema: v.GenericSchema, value: unknown): void {
  const { issues } = v.safeParse(v.object({ [name]: schema }), { [name]: value })
  if (issues) throw restoreError([formatIssues(issues.slice(0, MAX_PROBLEMS))])
}

/** How many problems of a snapshot an error names. */
export const MAX_PROBLEMS = 10

/** All issues on one line, each with the path of its member. @param parent The path before each of them: `steps[0].` */
export function formatIssues(issues: readonly v.BaseIssue<unknown>[], parent = ''): string {
  return issues.map(({ path, message }) => (path ? `'${parent}${toPath(path)}': ${message}` : message)).join('; ')
}

/** A path in the syntax of JavaScript: `steps[0].who`. */
function toPath(items: readonly v.IssuePathItem[]): string {
  const parts = items.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
  return parts.join('').replace(/^\./, '')
}

/** The schema of an object with these members and no others. Its errors name the member and list those allowed. */
export function members<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, v.ErrorMessage<v.StrictObjectIssue>> {
  return v.strictObject(entries, ({ expected, received, message }) => {
    const known = Object.keys(entries).join(', ')
    if (expected === 'never') return `Unknown member. Expected one of: ${known}`
    if (expected === 'Object') return `Expected an object with ${known} but received ${received}`
    return received === 'undefined' && expected?.startsWith('"') ? 'Required but missing' : message
  })
}

/** The schema of text that every encoding can hold: a URL with half of a surrogate pair could not be written. */
export const characters: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.check(
    (value) => !HALF_PAIR.test(value),
    ({ received }) => `Expected characters but received half of a surrogate pair in ${received}`,
  ),
)

/** With the flag `u`, the halves of a pair are one character. */
const HALF_PAIR = /\p{Surrogate}/u

/** The schema of text that is not empty. */
export const text: v.GenericSchema<string> = v.pipe(characters, v.minLength(1))

/** The schema of a {@link Duration}. */
export const duration: v.GenericSchema<Duration> = v.pipe(
  v.union([v.number(), v.string()], "Expected a duration such as 1500 or '1.5s'"),
  parseable((value) => parseDuration(value)),
)

/** The schema of an {@link Instant}. */
export const instant: v.GenericSchema<Instant> = v.pipe(
  v.union([v.number(), v.string(), v.date()], "Expected a point in time such as '2026-01-05T09:00:00Z'"),
  parseable((value) => parseInstant(value)),
)

/** A value that a parser accepts; the issue is the parser's error. */
export function parseable<Value>(parse: (value: Value) => unknown): v.RawCheckAction<Value> {
  return v.rawCheck<Value>(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    try {
      parse(dataset.value)
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) })
    }
  })
}
