/** An answer, read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // Tests look into answers freely; what is not there fails the expectation.
  // biome-ignore lint/suspicious/noExplicitAny: the body of any answer
  readonly body: any
}

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** A client without comforts: one real request each, the body read as JSON where there is one. */
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
