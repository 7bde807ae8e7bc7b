import { isJsonObject, type Json, type JsonObject } from '../edm/json.ts'
import { CATALOGUE, GraphError } from '../odata/errors.ts'

/** The most requests of one batch. @see https://learn.microsoft.com/graph/json-batching */
const BATCH_LIMIT = 20

interface BatchItem {
  readonly id: string
  readonly method: string
  /** Below the batch's own version. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Json
  readonly dependsOn: readonly string[]
}

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
    const failed = item.dependsOn.find((id) => answers.some((answer) => answer.id === id && answer.status >= 400))
    answers.push(
      failed === undefined
        ? await toAnswer(item.id, await send(toRequest(item, outer)))
        : dependencyFailed(item.id, failed),
    )
  }
  return { responses: answers.map((answer) => ({ ...answer })) }
}

function readItems({ requests }: JsonObject): BatchItem[] {
  if (!isArray(requests)) throw invalid("'requests' has to be an array of requests.")
  if (requests.length === 0 || requests.length > BATCH_LIMIT) {
    throw invalid(`A batch has 1 to ${BATCH_LIMIT} requests; this one has ${requests.length}.`)
  }
  const items = requests.map(readItem)
  const ids = items.map(({ id }) => id.toLowerCase())
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined)
    throw invalid(`Request Id ${twice} is there twice. Ids have to be unique, whatever their case.`)
  checkOrder(items)
  return items
}

function readItem(item: Json, index: number): BatchItem {
  if (!isJsonObject(item)) throw invalid(`requests[${index}] is not an object.`)
  const { id, method, url, headers = {}, body, dependsOn = [] } = item
  if (typeof id !== 'string' || id === '') throw invalid(`requests[${index}] has no 'id'.`)
  if (typeof method !== 'string' || !/^(GET|POST|PUT|PATCH|DELETE)$/i.test(method)) {
    throw invalid(`Request Id ${id}: 'method' has to be GET, POST, PUT, PATCH or DELETE.`)
  }
  if (typeof url !== 'string' || url === '' || /^[a-z][a-z+.-]*:/i.test(url)) {
    throw invalid(`Request Id ${id}: 'url' has to be relative, without host and version.`)
  }
  if (/^\/?\$batch\b/i.test(url)) throw invalid(`Request Id ${id}: a batch cannot hold a batch.`)
  if (!isJsonObject(headers) || !Object.values(headers).every((value) => typeof value === 'string')) {
    throw invalid(`Request Id ${id}: 'headers' has to be an object of strings.`)
  }
  if (!isArray(dependsOn) || !dependsOn.every((value) => typeof value === 'string')) {
    throw invalid(`Request Id ${id}: 'dependsOn' has to be an array of request ids.`)
  }
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
  if (body !== undefined && named['content-type'] === undefined) {
    throw invalid(`Request Id ${id}: a request with a body needs a Content-Type header.`)
  }
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: named,
    dependsOn: dependsOn.map(String),
    ...(body !== undefined && { body }),
  }
}

/** A batch is either a set of independent requests or a chain in which each depends on the one before it. */
function checkOrder(items: readonly BatchItem[]): void {
  for (const [index, { id, dependsOn }] of items.entries()) {
    const unknown = dependsOn.find((other) => !items.slice(0, index).some((earlier) => earlier.id === other))
    if (unknown !== undefined)
      throw invalid(`Invalid dependency for request Id ${id}: no request before it has the id '${unknown}'.`)
  }
  const isParallel = items.every(({ dependsOn }) => dependsOn.length === 0)
  const isSequential = items.every(
    ({ dependsOn }, index) => index === 0 || dependsOn.includes(items[index - 1]?.id ?? ''),
  )
  if (!isParallel && !isSequential) throw invalid('Batch should be either fully sequential or fully parallel.')
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
  const headers = Object.fromEntries(response.headers)
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length === 0) return { id, status, headers }
  const isJson = headers['content-type']?.startsWith('application/json')
  return { id, status, headers, body: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : toBase64(bytes) }
}

function dependencyFailed(id: string, failed: string): BatchAnswer {
  const { status, code, text } = CATALOGUE.failedDependency
  return { id, status, body: { error: { code, message: text(failed) } } }
}

function invalid(problem: string): GraphError {
  return new GraphError('invalidBatch', problem)
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

function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
