import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'

/** The maximum size of a request body in bytes, also once it is decompressed: the emulator's choice. */
export const BODY_LIMIT = 4 * 1024 * 1024

/**
 * Reads a JSON body.
 * @param optional Whether the body may be missing, as for an action without required parameters.
 * @throws GraphError for a body that is too large, has another type than JSON, or cannot be parsed.
 */
export async function readBody(request: Request, optional: boolean): Promise<JsonObject> {
  if (Number(request.headers.get('content-length')) > BODY_LIMIT) throw tooLarge()
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  const text = await (encoding === '' || encoding === 'identity'
    ? request.text()
    : readEncoded(request, encoding)
  ).catch((error: unknown) => {
    throw error instanceof GraphError ? error : graphErrors.unreadableJson().withHint(INCOMPLETE)
  })
  if (isTooLarge(text)) throw tooLarge()
  if (text.trim() === '') {
    if (optional) return {}
    throw graphErrors.emptyBody()
  }
  const contentType = request.headers.get('content-type')
  if (contentType === null) throw graphErrors.unreadableJson()
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) throw graphErrors.notJson(contentType)
  const body = parseJson(text)
  if (!isJsonObject(body)) throw graphErrors.unreadableJson()
  return body
}

/** The engine's own words are left out: the trace is the same in each. */
const INCOMPLETE = 'the body could not be read to its end: its stream failed, or it is not in its Content-Encoding'

/** The supported encodings. @see https://www.rfc-editor.org/rfc/rfc9110#name-content-codings */
const DECODERS: ReadonlyMap<string, CompressionFormat> = new Map([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
])

/** Some of Graph's own clients compress request bodies, and retry uncompressed when that is not supported. */
async function readEncoded(request: Request, encoding: string): Promise<string> {
  const format = DECODERS.get(encoding)
  if (!format) throw graphErrors.unsupportedEncoding(encoding)
  const reader = new Blob([await request.arrayBuffer()])
    .stream()
    .pipeThrough(new DecompressionStream(format))
    .getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true })
      if (text.length > BODY_LIMIT) throw tooLarge()
    }
  } finally {
    // The rest of a body that is too large is discarded. A malformed one has already been rejected.
    reader.cancel().catch(() => {})
  }
  return text + decoder.decode()
}

function isTooLarge(text: string): boolean {
  // A character has at most three bytes, so most texts need not be encoded.
  return text.length * 3 > BODY_LIMIT && new TextEncoder().encode(text).length > BODY_LIMIT
}

function tooLarge(): GraphError {
  return graphErrors.bodyTooLarge(BODY_LIMIT)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw graphErrors.unreadableJson()
  }
}
