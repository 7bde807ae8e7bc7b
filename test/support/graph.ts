/** A response with its body read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // Tests read bodies freely; a missing member fails the expectation.
  // biome-ignore lint/suspicious/noExplicitAny: the body of any response
  readonly body: any
}

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** A minimal client: one request for each call, with the body of the response parsed if it is JSON. */
export function createGraph(fetcher: Fetch, base = 'https://graph.microsoft.com/v1.0') {
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetcher(path.startsWith('https:') ? path : base + path, {
      method,
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }
  return {
    send,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body?: unknown, headers?: Record<string, string>) => send('POST', path, body, headers),
    patch: (path: string, body: unknown) => send('PATCH', path, body),
    delete: (path: string) => send('DELETE', path),
  }
}
export type Graph = ReturnType<typeof createGraph>
