import type { HarEntry, HarFile } from '../../src/adapters/har/index.ts'
import type { Emulator } from '../../src/index.ts'
import { CALLBACK } from './bodies.ts'

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** Records the HTTP messages between an app and the emulator as a HAR, as a proxy between them would export it. */
export function recordHar(emulator: Emulator) {
  const entries: HarEntry[] = []
  const startedAt = emulator.clock.now()

  const record = async (request: Request, answer: Response | undefined, since: number, error?: string) => {
    const text = await request.text()
    const entry = {
      startedDateTime: new Date(since).toISOString(),
      time: emulator.clock.now() - since,
      request: {
        method: request.method,
        url: request.url,
        headers: [...request.headers].map(([name, value]) => ({ name, value })),
        ...(text !== '' && { postData: { mimeType: 'application/json', text } }),
      },
      response: {
        status: answer?.status ?? 0,
        headers: [...(answer?.headers ?? [])].map(([name, value]) => ({ name, value })),
        content: { text: (await answer?.text()) ?? '' },
        ...(error && { _error: error }),
      },
    }
    entries.push(entry)
  }

  const fetch: Fetch = async (url, init) => {
    const request = new Request(url, init)
    const since = emulator.clock.now()
    try {
      const answer = await emulator.fetch(request.clone())
      await record(request, answer.clone(), since)
      return answer
    } catch (error) {
      await record(request, undefined, since, 'net::ERR_CONNECTION_RESET')
      throw error
    }
  }

  /** Registers the handler with which the app receives notifications. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  const listen = (handle: (notification: any) => unknown) =>
    emulator.receive(CALLBACK, async (request) => {
      const since = emulator.clock.now()
      const { value } = await request.clone().json()
      await record(request, new Response(null, { status: 202 }), since)
      for (const notification of value) await handle(notification)
    })

  const har = (): HarFile => ({
    log: {
      pages: [{ startedDateTime: new Date(startedAt).toISOString() }],
      entries: [...entries].sort((one, other) => Date.parse(one.startedDateTime) - Date.parse(other.startedDateTime)),
    },
  })
  return { fetch, listen, har }
}
