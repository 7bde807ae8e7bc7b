import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import type { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { decodeSegment } from '../request/decode-segment.ts'

/** The most requests of one batch. @see https://learn.microsoft.com/graph/json-batching */
const BATCH_LIMIT = 20

/** One request of a batch. */
export interface BatchItem {
  readonly id: string
  readonly method: string
  /** Below the batch's own version. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Json
  readonly dependsOn: readonly string[]
}

/**
 * Reads the envelope of a batch.
 * @throws GraphError that names the request and what is wrong with it.
 */
export function readItems({ requests }: JsonObject): BatchItem[] {
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
  const { id, method, url, headers = {}, dependsOn = [] } = item
  const body = item.body ?? undefined
  if (typeof id !== 'string' || id === '') throw invalid(`requests[${index}] has no 'id'.`)
  if (typeof method !== 'string' || !/^(GET|POST|PUT|PATCH|DELETE)$/i.test(method)) {
    throw invalid(`Request Id ${id}: 'method' has to be GET, POST, PUT, PATCH or DELETE.`)
  }
  if (typeof url !== 'string' || url === '' || /^[a-z][a-z+.-]*:/i.test(url)) {
    throw invalid(`Request Id ${id}: 'url' has to be relative, without host and version.`)
  }
  const inside = segmentsOf(url)
  if (!inside) throw invalid(`Request Id ${id}: 'url' leads out of the batch's own version.`)
  if (inside[0]?.toLowerCase() === '$batch') throw invalid(`Request Id ${id}: a batch cannot hold a batch.`)
  if (!isJsonObject(headers) || !Object.values(headers).every((value) => typeof value === 'string')) {
    throw invalid(`Request Id ${id}: 'headers' has to be an object of strings.`)
  }
  if (!isArray(dependsOn) || !dependsOn.every((value) => typeof value === 'string')) {
    throw invalid(`Request Id ${id}: 'dependsOn' has to be an array of request ids.`)
  }
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
  const wrong = Object.entries(named).find(([name, value]) => !HEADER_NAME.test(name) || !HEADER_VALUE.test(value))
  if (wrong)
    throw invalid(`Request Id ${id}: '${wrong[0]}' in 'headers' is not a header, or its value cannot be one's.`)
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

/**
 * A batch is a set of independent requests, a chain in which each depends on the one before it, or a first request that
 * all others wait for: the three forms that Microsoft's own clients let through.
 * @see https://learn.microsoft.com/graph/json-batching#sequencing-requests-with-the-dependson-property
 */
function checkOrder(items: readonly BatchItem[]): void {
  for (const [index, { id, dependsOn }] of items.entries()) {
    const unknown = dependsOn.find((other) => !items.slice(0, index).some((earlier) => isSame(earlier.id, other)))
    if (unknown !== undefined)
      throw invalid(`Invalid dependency for request Id ${id}: no request before it has the id '${unknown}'.`)
  }
  const isParallel = items.every(({ dependsOn }) => dependsOn.length === 0)
  const allButFirst = (waitsFor: (index: number) => number) =>
    items.every(
      ({ dependsOn }, index) =>
        index === 0 || dependsOn.some((other) => isSame(other, items[waitsFor(index)]?.id ?? '')),
    )
  if (!isParallel && !allButFirst((index) => index - 1) && !allButFirst(() => 0)) {
    throw invalid('Batch should be either fully sequential or fully parallel.')
  }
}

/** Ids are compared without case. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

// @see https://www.rfc-editor.org/rfc/rfc9110#name-fields
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** The decoded segments of a relative URL; none when it leads out of what it is relative to. */
function segmentsOf(url: string): string[] | undefined {
  const text = `https://batch/version/${url.replace(/^\//, '')}`
  const whole = URL.canParse(text) ? new URL(text) : undefined
  if (!whole?.pathname.startsWith('/version/')) return undefined
  return whole.pathname.split('/').slice(2).filter(Boolean).map(decodeSegment)
}

function invalid(problem: string): GraphError {
  return graphErrors.invalidBatch(problem)
}

function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
