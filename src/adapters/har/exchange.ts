import { isJsonObject, type Json, type JsonObject } from '../../engine/values/json.ts'
import { CLOUDS } from '../../graph/http/request/clouds.ts'
import { isBatch, readTarget } from '../../graph/http/request/target.ts'
import type { HarEntry, ReadHar } from './har-file.ts'
import { objectsIn, textIn } from './json.ts'

/** One request with its answer, of one's own or within a batch. */
export interface Exchange {
  /** Of the entry in the HAR. */
  readonly index: number
  /** Epoch milliseconds: when it was sent, and when it was answered. */
  readonly at: number
  readonly until: number
  readonly method: string
  /** Without the query. */
  readonly url: string
  readonly path: string
  /** The app's request to Graph: below the base segment, with `communications` for `app`. Nothing: somebody else's. */
  readonly segments: readonly string[] | undefined
  /** Whether the query asks for less than everything. */
  readonly isPartial: boolean
  /** JSON; nothing when there is none. */
  readonly sent: Json | undefined
  readonly status: number
  readonly answer: Json | undefined
  readonly retryAfter: number | undefined
  /** Why there was no answer. */
  readonly lost: string | undefined
}

/** When a capture begins, and what it holds, in order of time. */
export interface Capture {
  readonly begunAt: number
  readonly exchanges: readonly Exchange[]
}

export function readCapture({ pages, entries }: ReadHar): Capture {
  const exchanges = [...entries].flatMap(readEntry).sort((one, other) => one.at - other.at)
  const times = (pages ?? []).map(({ startedDateTime }) => Date.parse(startedDateTime))
  const begunAt = Math.min(...times, ...exchanges.slice(0, 1).map(({ at }) => at))
  return { begunAt: Number.isFinite(begunAt) ? begunAt : 0, exchanges }
}

function readEntry([index, entry]: readonly [number, HarEntry]): readonly Exchange[] {
  const { startedDateTime, time, request, response } = entry
  const url = URL.parse(request.url)
  const method = request.method.toUpperCase()
  // What a browser asks before it asks.
  if (!url || method === 'OPTIONS') return []
  const at = Date.parse(startedDateTime)
  const target = Object.hasOwn(CLOUDS, url.origin) ? readTarget(url, true) : undefined
  const isLost = response.status <= 0
  const exchange: Exchange = {
    index,
    at,
    until: at + Math.max(0, Math.round(time ?? 0)),
    method,
    url: url.origin + url.pathname,
    path: url.pathname,
    segments: typeof target === 'object' ? target.segments : undefined,
    isPartial: /[?&](\$|%24)(filter|top|skip|select)/i.test(url.search),
    sent: toJson(request.postData),
    status: response.status,
    answer: toJson(response.content),
    retryAfter: toSeconds(response.headers?.find(({ name }) => name.toLowerCase() === 'retry-after')?.value),
    lost: isLost ? (response._error ?? 'no answer') : undefined,
  }
  const inner = typeof target === 'object' && isBatch(target) ? readBatch(exchange, url) : undefined
  return inner ?? [exchange]
}

/** The requests of a batch that was answered; they have its times. */
function readBatch(batch: Exchange, url: URL): readonly Exchange[] | undefined {
  if (!isJsonObject(batch.answer) || !isJsonObject(batch.sent)) return undefined
  const answers = objectsIn(batch.answer.responses)
  return objectsIn(batch.sent.requests).map((request) => {
    const answer = answers.find(({ id }) => id === request.id)
    const inner = new URL(url.href.replace(/\$batch.*$|%24batch.*$/i, '') + textIn(request.url).replace(/^\//, ''))
    const target = readTarget(inner, true)
    const headers = isJsonObject(answer?.headers) ? Object.entries(answer.headers) : []
    return {
      ...batch,
      method: textIn(request.method).toUpperCase(),
      url: inner.origin + inner.pathname,
      path: inner.pathname,
      segments: typeof target === 'object' ? target.segments : undefined,
      isPartial: false,
      sent: decoded(request.body),
      status: typeof answer?.status === 'number' ? answer.status : 0,
      answer: decoded(answer?.body),
      retryAfter: toSeconds(headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1]),
      lost: answer ? undefined : 'no answer in the batch',
    }
  })
}

/** In a batch, what is not JSON is base64, and so may JSON be. */
function decoded(body: Json | undefined): Json | undefined {
  return typeof body === 'string' ? toJson({ text: body, encoding: 'base64' }) : body
}

type Body = HarEntry['request']['postData']

function toJson(body: Body): Json | undefined {
  if (!body?.text) return undefined
  try {
    return JSON.parse(body.encoding === 'base64' ? fromBase64(body.text) : body.text)
  } catch {
    return undefined
  }
}

function fromBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
}

function toSeconds(value: Json | undefined): number | undefined {
  const seconds = typeof value === 'string' ? Number.parseFloat(value) : Number.NaN
  return seconds >= 0 ? seconds : undefined
}

/** What an answer to a request is about, when it is an object. */
export function answered({ answer }: Exchange): JsonObject {
  return isJsonObject(answer) ? answer : {}
}

export function isAccepted({ status }: Exchange): boolean {
  return status >= 200 && status < 300
}
