import * as v from 'valibot'
import { check, formatIssues } from '../../../engine/validation.ts'
import type { HarEntry, HarFile } from './har-file.ts'

const EXPORTERS = 'as DevTools ("Export HAR with content"), Playwright and Fiddler write it'

const text = (expected: string) => v.string(({ received }) => `Expected ${expected} but received ${received}`)
const object = <Entries extends v.ObjectEntries>(expected: string, entries: Entries) =>
  v.looseObject(entries, ({ received }) => `Expected ${expected}, ${EXPORTERS}, but received ${received}`)

const time = v.pipe(
  text("the time of the request, such as '2026-01-05T09:00:00.000Z',"),
  v.check(
    (value) => !Number.isNaN(Date.parse(value)),
    ({ input }) => `Expected a time such as '2026-01-05T09:00:00.000Z' but received '${input}'`,
  ),
)
const body = v.nullish(v.looseObject({ text: v.nullish(v.string()), encoding: v.nullish(v.string()) }))

const ENTRY = object("an entry with 'startedDateTime', 'request' and 'response'", {
  startedDateTime: time,
  time: v.nullish(v.number()),
  request: object("a request with 'method' and 'url'", {
    method: text("a method such as 'GET'"),
    url: text('an absolute URL'),
    postData: body,
  }),
  response: object("a response with 'status'", {
    status: v.number(({ received }) => `Expected a number (0 when there was no response) but received ${received}`),
    headers: v.nullish(v.array(v.looseObject({ name: v.string(), value: v.string() }))),
    content: body,
    _error: v.nullish(v.string()),
  }),
})

const fileOf = <Entry extends v.GenericSchema>(entry: Entry) =>
  object("an object with 'log'", {
    log: object("a log with 'entries'", {
      pages: v.nullish(v.array(v.looseObject({ startedDateTime: time }))),
      entries: v.array(entry, ({ received }) => `Expected an array of entries, ${EXPORTERS}, but received ${received}`),
    }),
  })

/** The readable entries of a HAR file. Entries are keyed by their position in the file. */
export interface ReadHar {
  readonly pages: HarFile['log']['pages']
  readonly entries: ReadonlyMap<number, HarEntry>
  /** Why the other entries cannot be read. */
  readonly unreadable: ReadonlyMap<number, string>
}

/**
 * Validates a HAR file and parses every entry that is well-formed.
 *
 * @throws TypeError that names what is missing or wrong, and what is expected, when no entry can be read.
 */
export function readHarFile(input: unknown): ReadHar {
  const har = typeof input === 'string' ? parseHar(input) : input
  const { log } = check(fileOf(v.unknown()), har, 'scenarioFromHar')
  const entries = new Map<number, HarEntry>()
  const unreadable = new Map<number, string>()
  for (const [index, entry] of log.entries.entries()) {
    const result = v.safeParse(ENTRY, entry)
    if (result.success) entries.set(index, result.output)
    else unreadable.set(index, formatIssues(result.issues))
  }
  // Not one readable entry: the file is no HAR, so report every problem as an error.
  if (entries.size === 0) check(fileOf(ENTRY), har, 'scenarioFromHar')
  return { pages: log.pages, entries, unreadable }
}

function parseHar(json: string): unknown {
  try {
    // Some exporters write a byte order mark.
    return JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new TypeError(
      `scenarioFromHar: the text is not JSON: ${error instanceof Error ? error.message : String(error)}. Expected a HAR file, ${EXPORTERS}.`,
    )
  }
}
