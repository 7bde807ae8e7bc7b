import addCallRecords from './fixtures/add-call-records.json' with { type: 'json' }
import addCalls from './fixtures/add-calls.json' with { type: 'json' }
import addSessions from './fixtures/add-sessions.json' with { type: 'json' }
import record from './fixtures/record.json' with { type: 'json' }

/** An example from a draft of the API: its HTTP line, an example request and the response. */
export interface Seed {
  /** `POST /communications/calls/$ref` */
  readonly httpLine: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: object
  }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: object
  }
}

export const seeds = { addCallRecords, addSessions, record, addCalls } as const satisfies Record<string, Seed>

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** The two URLs in a draft: that of its HTTP line, and that of its example. */
export function urlsOf({ httpLine, request }: Seed): string[] {
  const base = request.url.slice(0, request.url.indexOf('/communications/'))
  return [request.url, base + httpLine.replace(`${request.method} `, '')]
}

/**
 * The example request, byte for byte. Its lines end with CR and LF, so that its body has the length of its
 * Content-length header.
 */
export function toInit({ request: { method, headers, body } }: Seed) {
  return { method, headers: { ...headers }, body: JSON.stringify(body, null, 2).replaceAll('\n', '\r\n') }
}
