/** Graph's refusal, in its own words. */
export class GraphFailure extends Error {
  readonly status: number
  readonly code: string
  /** How long Graph wants to be left alone, where it says so. */
  readonly retryAfterMs: number | undefined

  constructor(status: number, error: { readonly code?: string; readonly message?: string }, retryAfterMs?: number) {
    super(error.message || `Graph answered ${status}.`)
    this.name = 'GraphFailure'
    this.status = status
    this.code = error.code ?? String(status)
    this.retryAfterMs = retryAfterMs
  }
}

/** Sends a request to Graph. @throws GraphFailure when Graph says no. */
export type Send = (method: string, address: string, body?: object) => Promise<Response>

const GRAPH = 'https://graph.microsoft.com/v1.0'

/**
 * An address is a path below the version, or one that Graph gave, such as a nextLink.
 * @param getToken Asked before each request, as an app asks its authentication library.
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

/** Graph writes seconds. */
export function toRetryAfterMs(header: string | null | undefined): number | undefined {
  return header ? Number(header) * 1_000 : undefined
}
