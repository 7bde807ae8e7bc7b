import { isJsonObject, type Json } from '../../../engine/values/json.ts'
import { CLOUDS } from '../../../graph/http/request/clouds.ts'
import { isBatch, readTarget } from '../../../graph/http/request/target.ts'
import type { CapturedRequest } from './captured-request.ts'
import type { HarEntry } from './har-file.ts'
import { objectsIn, textIn } from './json.ts'
import { parseBody } from './parse-body.ts'
import type { ReadHar } from './read-har-file.ts'

export interface Capture {
  /** Epoch milliseconds. */
  readonly startedAt: number
  /** In order of time. */
  readonly requests: readonly CapturedRequest[]
}

export function readCapture({ pages, entries }: ReadHar): Capture {
  const requests = [...entries].flatMap(readEntry).sort((one, other) => one.sentAt - other.sentAt)
  const times = (pages ?? []).map(({ startedDateTime }) => Date.parse(startedDateTime))
  const startedAt = Math.min(...times, ...requests.slice(0, 1).map(({ sentAt }) => sentAt))
  return { startedAt: Number.isFinite(startedAt) ? startedAt : 0, requests }
}

function readEntry([index, entry]: readonly [number, HarEntry]): readonly CapturedRequest[] {
  const { startedDateTime, time, request, response } = entry
  // A capture in the app itself may write only the path.
  const url = URL.parse(request.url, 'http://localhost')
  const method = request.method.toUpperCase()
  // A preflight says nothing about calls.
  if (!url || method === 'OPTIONS') return []
  const sentAt = Date.parse(startedDateTime)
  const target = readGraphTarget(url)
  const captured: CapturedRequest = {
    index,
    sentAt,
    respondedAt: sentAt + Math.max(0, Math.round(time ?? 0)),
    method,
    url: url.origin + url.pathname,
    path: url.pathname,
    segments: typeof target === 'object' ? target.segments : undefined,
    isPartial: /[?&](\$|%24)(filter|top|skip|select)/i.test(url.search),
    requestBody: parseBody(request.postData),
    status: response.status,
    responseBody: parseBody(response.content),
    retryAfter: toSeconds(response.headers?.find(({ name }) => name.toLowerCase() === 'retry-after')?.value),
    networkError: response.status <= 0 ? (response._error ?? 'no response') : undefined,
  }
  const inner = typeof target === 'object' && isBatch(target) ? readBatch(captured, url) : undefined
  return inner ?? [captured]
}

/**
 * A request to Graph, or to anything that stands in for it: the emulator's own server, a back end that passes requests on.
 * There, a path such as `/graph/v1.0/communications/calls` is recognized by its end.
 */
function readGraphTarget(url: URL): ReturnType<typeof readTarget> {
  if (Object.hasOwn(CLOUDS, url.origin)) return readTarget(url, true)
  const [path] =
    /\/(v1\.0|beta)\/(communications|app\/calls|subscriptions|(\$|%24)batch)\b.*$/i.exec(url.pathname) ?? []
  return path === undefined ? undefined : readTarget(new URL(path + url.search, url), true)
}

/** The requests of a batch, each with its own response. They share the batch's times. */
function readBatch(batch: CapturedRequest, url: URL): readonly CapturedRequest[] | undefined {
  if (!isJsonObject(batch.responseBody) || !isJsonObject(batch.requestBody)) return undefined
  const responses = objectsIn(batch.responseBody.responses)
  return objectsIn(batch.requestBody.requests).map((request) => {
    const response = responses.find(({ id }) => id === request.id)
    const inner = new URL(url.href.replace(/\$batch.*$|%24batch.*$/i, '') + textIn(request.url).replace(/^\//, ''))
    const target = readGraphTarget(inner)
    const headers = isJsonObject(response?.headers) ? Object.entries(response.headers) : []
    return {
      ...batch,
      method: textIn(request.method).toUpperCase(),
      url: inner.origin + inner.pathname,
      path: inner.pathname,
      segments: typeof target === 'object' ? target.segments : undefined,
      isPartial: false,
      requestBody: decodeBatchBody(request.body),
      status: typeof response?.status === 'number' ? response.status : 0,
      responseBody: decodeBatchBody(response?.body),
      retryAfter: toSeconds(headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1]),
      networkError: response ? undefined : 'no response in the batch',
    }
  })
}

/** A string in a batch is base64, which may encode JSON. */
function decodeBatchBody(body: Json | undefined): Json | undefined {
  return typeof body === 'string' ? parseBody({ text: body, encoding: 'base64' }) : body
}

function toSeconds(value: Json | undefined): number | undefined {
  const seconds = typeof value === 'string' ? Number.parseFloat(value) : Number.NaN
  return seconds >= 0 ? seconds : undefined
}
