import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { isBatch, readTarget } from '../request/target.ts'

/** The maximum number of requests in a batch. @see https://learn.microsoft.com/graph/json-batching */
const BATCH_LIMIT = 20

/** One request of a batch. */
export interface BatchItem {
  readonly id: string
  readonly method: string
  /** Below the version of the batch. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Json
  readonly dependsOn: readonly string[]
}

/**
 * Reads the requests of a batch.
 * @param serviceRoot The version of the batch, to which their URLs are relative: `https://graph.microsoft.com/v1.0`.
 * @throws GraphError that names the request and the problem.
 */
export function readItems({ requests }: JsonObject, serviceRoot: string): BatchItem[] {
  if (!isArray(requests)) throw graphErrors.invalidBatch("'requests' must be an array of requests.")
  if (requests.length === 0 || requests.length > BATCH_LIMIT) {
    throw graphErrors.invalidBatch(`A batch has 1 to ${BATCH_LIMIT} requests; this one has ${requests.length}.`)
  }
  const items = requests.map((item, index) => readItem(item, index, serviceRoot))
  const ids = items.map(({ id }) => id.toLowerCase())
  const duplicate = ids.find((id, index) => ids.indexOf(id) !== index)
  if (duplicate !== undefined) {
    throw graphErrors.invalidBatch(`Request Id ${duplicate} is used twice. Ids must be unique, ignoring case.`)
  }
  checkOrder(items)
  return items
}

function readItem(item: Json, index: number, serviceRoot: string): BatchItem {
  if (!isJsonObject(item)) throw graphErrors.invalidBatch(`requests[${index}] is not an object.`)
  const { id, method, headers = {}, dependsOn = [] } = item
  const body = item.body ?? undefined
  if (typeof id !== 'string' || id === '') throw graphErrors.invalidBatch(`requests[${index}] has no 'id'.`)
  const refuse = (problem: string) => graphErrors.invalidBatch(`Request Id ${id}: ${problem}`)
  if (typeof method !== 'string' || !/^(GET|POST|PUT|PATCH|DELETE)$/i.test(method)) {
    throw refuse("'method' must be GET, POST, PUT, PATCH or DELETE.")
  }
  const url = readUrl(item.url, serviceRoot, refuse)
  const read = readHeaders(headers, refuse)
  if (!isArray(dependsOn) || !dependsOn.every((value) => typeof value === 'string')) {
    throw refuse("'dependsOn' must be an array of request ids.")
  }
  if (body !== undefined && read['content-type'] === undefined) {
    throw refuse('a request with a body needs a Content-Type header.')
  }
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: read,
    dependsOn: dependsOn.map(String),
    ...(body !== undefined && { body }),
  }
}

/** @returns the headers with their names in lower case. */
function readHeaders(headers: Json, refuse: (problem: string) => Error): Record<string, string> {
  if (!isJsonObject(headers) || !Object.values(headers).every((value) => typeof value === 'string')) {
    throw refuse("'headers' must be an object of strings.")
  }
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const)
  const wrong = named.find(([name, value]) => !HEADER_NAME.test(name) || !HEADER_VALUE.test(value))
  if (wrong) throw refuse(`'${wrong[0]}' in 'headers' is not a valid header.`)
  return Object.fromEntries(named)
}

/**
 * Checks the dependencies. Requests are independent, or each depends on the one before it, or all depend on the first one:
 * the three forms that Microsoft's own clients allow.
 * @see https://learn.microsoft.com/graph/json-batching#sequencing-requests-with-the-dependson-property
 */
function checkOrder(items: readonly BatchItem[]): void {
  for (const [index, { id, dependsOn }] of items.entries()) {
    const unknown = dependsOn.find((other) => !items.slice(0, index).some((earlier) => isSameId(earlier.id, other)))
    if (unknown !== undefined) {
      throw graphErrors.invalidBatch(
        `Invalid dependency for request Id ${id}: no earlier request has the id '${unknown}'.`,
      )
    }
  }
  const isParallel = items.every(({ dependsOn }) => dependsOn.length === 0)
  const allDependOn = (indexOf: (index: number) => number) =>
    items.every(
      ({ dependsOn }, index) =>
        index === 0 || dependsOn.some((other) => isSameId(other, items[indexOf(index)]?.id ?? '')),
    )
  if (!isParallel && !allDependOn((index) => index - 1) && !allDependOn(() => 0)) {
    throw graphErrors.invalidBatch('Batch should be either fully sequential or fully parallel.')
  }
}

/** Ids are compared without case. */
export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

// @see https://www.rfc-editor.org/rfc/rfc9110#name-fields
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** Reads the URL as it is sent and routed: `$batch()` and `/x/../$batch` are a batch, too. */
function readUrl(url: Json | undefined, serviceRoot: string, refuse: (problem: string) => Error): URL {
  if (typeof url !== 'string' || url === '' || /^[a-z][a-z+.-]*:/i.test(url)) {
    throw refuse("'url' must be relative, without host and version.")
  }
  const absolute = URL.parse(`${serviceRoot}/${url.replace(/^\//, '')}`)
  if (!absolute?.href.startsWith(`${serviceRoot}/`)) throw refuse("'url' must stay below the version of the batch.")
  const target = readTarget(absolute, true)
  if (target && target !== 'invalidVersion' && isBatch(target)) throw refuse('a batch cannot contain a batch.')
  return absolute
}

function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
