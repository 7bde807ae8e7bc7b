import type { HarEntry, HarFile } from '../../src/adapters/har/index.ts'
import type { Emulator } from '../../src/index.ts'
import { CALLBACK } from './bodies.ts'

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** Writes down what an app and the emulator say to each other, as a proxy between them would export it. */
export function recordHar(emulator: Emulator) {
  const entries: HarEntry[] = []
  const startedAt = emulator.clock.now()

  const keep = async (request: Request, answer: Response | undefined, since: number, error?: string) => {
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
      await keep(request, answer.clone(), since)
      return answer
    } catch (error) {
      await keep(request, undefined, since, 'net::ERR_CONNECTION_RESET')
      throw error
    }
  }

  /** What the app is told, and what it does about it. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  const listen = (heed: (notice: any) => unknown) =>
    emulator.receive(CALLBACK, async (request) => {
      const since = emulator.clock.now()
      const { value } = await request.clone().json()
      await keep(request, new Response(null, { status: 202 }), since)
      for (const notice of value) await heed(notice)
    })

  const har = (): HarFile => ({
    log: {
      pages: [{ startedDateTime: new Date(startedAt).toISOString() }],
      entries: [...entries].sort((one, other) => Date.parse(one.startedDateTime) - Date.parse(other.startedDateTime)),
    },
  })
  return { fetch, listen, har }
}
