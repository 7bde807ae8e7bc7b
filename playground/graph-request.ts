/** An error response of Graph. The message is Graph's. */
export class GraphFailure extends Error {
  readonly status: number
  readonly code: string
  /** From the header Retry-After. */
  readonly retryAfterMs: number | undefined

  constructor(status: number, error: { readonly code?: string; readonly message?: string }, retryAfterMs?: number) {
    super(error.message || `Graph answered ${status}.`)
    this.name = 'GraphFailure'
    this.status = status
    this.code = error.code ?? String(status)
    this.retryAfterMs = retryAfterMs
  }
}

/** Sends a request to Graph. @throws GraphFailure on an error response. */
export type Send = (method: string, address: string, body?: object) => Promise<Response>

const GRAPH = 'https://graph.microsoft.com/v1.0'

/**
 * Creates a function that sends requests. Its address is a path below the version, or an absolute URL such as a nextLink.
 *
 * @param getToken Called before each request.
 */
export function createSend(getToken: () => string | Promise<string>): Send {
  return async (method, address, body) => {
    const response = await fetch(address.startsWith('/') ? GRAPH + address : address, {
      method,
      headers: {
        Authorization: `Bearer ${await getToken()}`,
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw await toFailure(response)
    return response
  }
}

export async function toFailure(response: Response): Promise<GraphFailure> {
  const { error } = await response.json().catch(() => ({}))
  return new GraphFailure(response.status, error ?? {}, toRetryAfterMs(response.headers.get('Retry-After')))
}

/** @param header In seconds. */
export function toRetryAfterMs(header: string | null | undefined): number | undefined {
  return header ? Number(header) * 1_000 : undefined
}

/** The message of an error for the user, with Graph's error code where there is one. */
export function toErrorText(error: unknown): string {
  if (error instanceof GraphFailure) return `${error.message} (${error.code})`
  return error instanceof Error ? error.message : String(error)
}
