import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Converts a request of Node's server to a fetch `Request`.
 *
 * @param url The absolute URL, with the origin that the client used.
 * @param bodyLimit The bytes of the body that are read. The `content-length` of a request with a longer body exceeds it,
 * and its body is incomplete.
 */
export async function toFetchRequest(
  incoming: IncomingMessage,
  url: URL,
  signal: AbortSignal,
  bodyLimit: number,
): Promise<Request> {
  const { method = 'GET', rawHeaders } = incoming
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    headers.append(name, value)
  }
  const isTooLong = Number(headers.get('content-length')) > bodyLimit
  const body = isTooLong ? Buffer.alloc(0) : await readBytes(incoming, bodyLimit)
  if (body.length > bodyLimit) headers.set('content-length', String(body.length))
  const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD'
  return new Request(url, { method, headers, signal, ...(hasBody && { body }) })
}

/** Reads until a chunk exceeds the limit. */
async function readBytes(incoming: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    length += chunk.length
    if (length > limit) break
  }
  return Buffer.concat(chunks)
}

/** Sends a fetch `Response` through Node's server. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  outgoing.writeHead(response.status, [...response.headers].flat())
  outgoing.end(bytes)
}
