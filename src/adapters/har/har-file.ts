import * as v from 'valibot'
import { check, formatIssues } from '../../engine/validation.ts'

/** What is read of a HAR file; exporters write much more. @see http://www.softwareishard.com/blog/har-12-spec/ */
export interface HarFile {
  readonly log: {
    readonly pages?: readonly { readonly startedDateTime: string }[] | null | undefined
    readonly entries: readonly HarEntry[]
  }
}

export interface HarEntry {
  readonly startedDateTime: string
  /** Milliseconds until the answer was read; -1 or nothing when that is not known. */
  readonly time?: number | null | undefined
  readonly request: {
    readonly method: string
    readonly url: string
    readonly postData?:
      | { readonly text?: string | null | undefined; readonly encoding?: string | null | undefined }
      | null
      | undefined
  }
  readonly response: {
    /** 0 or -1 when there was none. */
    readonly status: number
    readonly headers?: readonly { readonly name: string; readonly value: string }[] | null | undefined
    readonly content?:
      | { readonly text?: string | null | undefined; readonly encoding?: string | null | undefined }
      | null
      | undefined
    /** Why there was none: DevTools' own member. */
    readonly _error?: string | null | undefined
  }
}

const RIGHT = 'as DevTools ("Export HAR with content"), Playwright and Fiddler write it'

/** A member's type, and what would be right when it is something else, or missing. */
const text = (what: string) => v.string(({ received }) => `Expected ${what} but received ${received}`)
const object = <Entries extends v.ObjectEntries>(what: string, entries: Entries) =>
  v.looseObject(entries, ({ received }) => `Expected ${what}, ${RIGHT}, but received ${received}`)

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
    status: v.number(({ received }) => `Expected a number (0 when there was no answer) but received ${received}`),
    headers: v.nullish(v.array(v.looseObject({ name: v.string(), value: v.string() }))),
    content: body,
    _error: v.nullish(v.string()),
  }),
})

const harOf = <Entry extends v.GenericSchema>(entry: Entry) =>
  object("an object with 'log'", {
    log: object("a log with 'entries'", {
      pages: v.nullish(v.array(v.looseObject({ startedDateTime: time }))),
      entries: v.array(entry, ({ received }) => `Expected an array of entries, ${RIGHT}, but received ${received}`),
    }),
  })

/** A HAR whose entries have been read, by their number in it. */
export interface ReadHar {
  readonly pages: HarFile['log']['pages']
  readonly entries: ReadonlyMap<number, HarEntry>
  /** What could not be read, and why. */
  readonly unread: ReadonlyMap<number, string>
}

/**
 * Reads as much as can be read.
 * @throws TypeError that names what is missing or wrong, and what would be right, when that is nothing.
 */
export function readHarFile(given: unknown): ReadHar {
  const har = typeof given === 'string' ? parse(given) : given
  const { log } = check(harOf(v.unknown()), har, 'scenarioFromHar')
  const entries = new Map<number, HarEntry>()
  const unread = new Map<number, string>()
  for (const [index, entry] of log.entries.entries()) {
    const result = v.safeParse(ENTRY, entry)
    if (result.success) entries.set(index, result.output)
    else unread.set(index, formatIssues(result.issues))
  }
  // Then it is something else.
  if (entries.size === 0) check(harOf(ENTRY), har, 'scenarioFromHar')
  return { pages: log.pages, entries, unread }
}

function parse(json: string): unknown {
  try {
    // Some exporters begin with a byte order mark.
    return JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new TypeError(
      `scenarioFromHar: the text is not JSON: ${error instanceof Error ? error.message : String(error)}. Expected a HAR file, ${RIGHT}.`,
    )
  }
}
