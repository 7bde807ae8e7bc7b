import { toBase64 } from '../../../engine/values/base64.ts'
import { isDeeperThan, type Json, type JsonObject } from '../../../engine/values/json.ts'
import { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { toHeaderName } from '../request/header-name.ts'
import { type BatchItem, isSameId, readItems } from './batch-items.ts'

interface BatchResponse {
  readonly id: string
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
}

/**
 * Processes the requests of a batch one after another, in their order, so that the outcome is always the same.
 * @param send Sends one request, to the emulator or to another service.
 * @throws GraphError for a malformed batch. An error of a single request is in that request's response.
 */
export async function processBatch(
  body: JsonObject,
  outer: { readonly serviceRoot: string; readonly authorization: string | null },
  send: (request: Request) => Promise<Response>,
): Promise<JsonObject> {
  const responses: BatchResponse[] = []
  for (const item of readItems(body, outer.serviceRoot)) {
    const failed = item.dependsOn.find((id) =>
      responses.some((response) => isSameId(response.id, id) && response.status >= 400),
    )
    try {
      if (failed !== undefined) throw graphErrors.failedDependency(failed)
      responses.push(await toBatchResponse(item.id, await send(toRequest(item, outer.authorization))))
    } catch (problem) {
      const { pathname } = item.url
      const failure = () => graphErrors.batchRequestFailed(pathname, String(problem))
      responses.push(toErrorItem(item.id, problem instanceof GraphError ? problem : failure()))
    }
  }
  return { responses: responses.map((response) => ({ ...response })) }
}

/**
 * How deep the JSON of a request or response of a batch may be nested: the emulator's choice. It is deeper than any of
 * Graph's, and `JSON.stringify`, which calls itself for each level, can write it in every engine.
 */
const MAX_DEPTH = 200

/** @throws GraphError for a body that is nested too deep. */
function toRequest({ method, url, headers, body }: BatchItem, authorization: string | null): Request {
  if (isDeeperThan(body, MAX_DEPTH)) {
    throw graphErrors.invalidProperty('body', `values are nested more than ${MAX_DEPTH} levels deep.`)
  }
  const { authorization: _, ...own } = headers
  const text = typeof body === 'string' ? decodeBase64(body) : body === undefined ? undefined : JSON.stringify(body)
  return new Request(url, {
    method,
    headers: { ...own, ...(authorization !== null && { authorization }) },
    ...(text !== undefined && method !== 'GET' && { body: text }),
  })
}

async function toBatchResponse(id: string, response: Response): Promise<BatchResponse> {
  const { status } = response
  const headers = Object.fromEntries([...response.headers].map(([name, value]) => [toHeaderName(name), value]))
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length === 0) return { id, status, headers }
  const json = headers['Content-Type']?.startsWith('application/json') ? parseJson(bytes) : undefined
  return { id, status, headers, body: json === undefined ? toBase64(bytes) : json }
}

/** Another service may claim JSON and send something else, or JSON that cannot be written again. */
function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    const json: Json = JSON.parse(new TextDecoder().decode(bytes))
    return isDeeperThan(json, MAX_DEPTH) ? undefined : json
  } catch {
    return undefined
  }
}

function toErrorItem(id: string, { status, code, message }: GraphError): BatchResponse {
  return { id, status, headers: { 'Content-Type': 'application/json' }, body: { error: { code, message } } }
}

/** @returns the decoded bytes, or the text itself when it is not base64. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> | string {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
  } catch {
    return text
  }
}
