import type { Json, JsonObject } from '../../../engine/values/json.ts'
import type { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { toHeaderName } from '../request/header-name.ts'
import { type BatchItem, isSame, readItems } from './batch-items.ts'

interface BatchAnswer {
  readonly id: string
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
}

/**
 * Answers a batch: its requests one after another, in their order, so that a batch has one outcome.
 * @param send Answers one request, be it the emulator's or somebody else's.
 * @throws GraphError for an envelope that is not one; what is wrong with a single request is that request's answer.
 */
export async function answerBatch(
  body: JsonObject,
  outer: { readonly serviceRoot: string; readonly authorization: string | null },
  send: (request: Request) => Promise<Response>,
): Promise<JsonObject> {
  const answers: BatchAnswer[] = []
  for (const item of readItems(body)) {
    const failed = item.dependsOn.find((id) => answers.some((answer) => isSame(answer.id, id) && answer.status >= 400))
    answers.push(
      failed === undefined
        ? await send(toRequest(item, outer))
            .then((response) => toAnswer(item.id, response))
            .catch((problem: unknown) => refusal(item.id, graphErrors.unreachable(item.url, String(problem))))
        : refusal(item.id, graphErrors.failedDependency(failed)),
    )
  }
  return { responses: answers.map((answer) => ({ ...answer })) }
}

function toRequest(
  { method, url, headers, body }: BatchItem,
  { serviceRoot, authorization }: Parameters<typeof answerBatch>[1],
): Request {
  const { authorization: _, ...own } = headers
  const text = typeof body === 'string' ? atobBytes(body) : body === undefined ? undefined : JSON.stringify(body)
  return new Request(`${serviceRoot}/${url.replace(/^\//, '')}`, {
    method,
    headers: { ...own, ...(authorization !== null && { authorization }) },
    ...(text !== undefined && method !== 'GET' && { body: text }),
  })
}

async function toAnswer(id: string, response: Response): Promise<BatchAnswer> {
  const { status } = response
  const headers = Object.fromEntries([...response.headers].map(([name, value]) => [toHeaderName(name), value]))
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length === 0) return { id, status, headers }
  const json = headers['Content-Type']?.startsWith('application/json') ? parseJson(bytes) : undefined
  return { id, status, headers, body: json === undefined ? toBase64(bytes) : json }
}

/** Others than the emulator may say JSON and send something else. */
function parseJson(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function refusal(id: string, { status, code, message }: GraphError): BatchAnswer {
  return { id, status, headers: { 'Content-Type': 'application/json' }, body: { error: { code, message } } }
}

function atobBytes(text: string): Uint8Array<ArrayBuffer> | string {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
  } catch {
    // Not base64: the text itself is the body.
    return text
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
