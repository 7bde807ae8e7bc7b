import { isJsonObject, type Json } from '../../../engine/values/json.ts'
import { CLOUDS } from '../../../graph/http/request/clouds.ts'
import { isBatch, readTarget } from '../../../graph/http/request/target.ts'
import type { CapturedRequest } from './captured-request.ts'
import type { HarBody, HarEntry } from './har-file.ts'
import { objectsIn, textIn } from './json.ts'
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
  const url = URL.parse(request.url)
  const method = request.method.toUpperCase()
  // A preflight says nothing about calls.
  if (!url || method === 'OPTIONS') return []
  const sentAt = Date.parse(startedDateTime)
  const target = Object.hasOwn(CLOUDS, url.origin) ? readTarget(url, true) : undefined
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

/** The requests of a batch, each with its own response. They share the batch's times. */
function readBatch(batch: CapturedRequest, url: URL): readonly CapturedRequest[] | undefined {
  if (!isJsonObject(batch.responseBody) || !isJsonObject(batch.requestBody)) return undefined
  const responses = objectsIn(batch.responseBody.responses)
  return objectsIn(batch.requestBody.requests).map((request) => {
    const response = responses.find(({ id }) => id === request.id)
    const inner = new URL(url.href.replace(/\$batch.*$|%24batch.*$/i, '') + textIn(request.url).replace(/^\//, ''))
    const target = readTarget(inner, true)
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

function parseBody(body: HarBody): Json | undefined {
  if (!body?.text) return undefined
  try {
    return JSON.parse(body.encoding === 'base64' ? decodeBase64(body.text) : body.text)
  } catch {
    return undefined
  }
}

function decodeBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
}

function toSeconds(value: Json | undefined): number | undefined {
  const seconds = typeof value === 'string' ? Number.parseFloat(value) : Number.NaN
  return seconds >= 0 ? seconds : undefined
}
