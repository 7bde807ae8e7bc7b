import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Converts a request of Node's server to a fetch `Request`.
 *
 * @param url The absolute URL, with the origin that the client used.
 */
export async function toFetchRequest(incoming: IncomingMessage, url: URL, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', rawHeaders } = incoming
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    headers.append(name, value)
  }
  const body = await readBytes(incoming)
  const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD'
  return new Request(url, { method, headers, signal, ...(hasBody && { body }) })
}

async function readBytes(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/** Sends a fetch `Response` through Node's server. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  outgoing.writeHead(response.status, [...response.headers].flat())
  outgoing.end(bytes)
}
