import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'

/** A request with its response: an entry of the HAR, or one request of a captured batch. */
export interface CapturedRequest {
  /** The position of the entry in the HAR. */
  readonly index: number
  /** Epoch milliseconds. */
  readonly sentAt: number
  readonly respondedAt: number
  readonly method: string
  /** Without the query. */
  readonly url: string
  readonly path: string
  /**
   * The path of a request to Graph, below the version, with `communications` for `app`. Undefined for other hosts, such as
   * the app's own webhook.
   */
  readonly segments: readonly string[] | undefined
  /** Whether the query filters, pages or selects, so that the response is not the whole resource. */
  readonly isPartial: boolean
  /** Undefined without a body, or when it is not JSON. */
  readonly requestBody: Json | undefined
  readonly status: number
  readonly responseBody: Json | undefined
  /** Seconds. */
  readonly retryAfter: number | undefined
  /** Why there was no response. */
  readonly networkError: string | undefined
}

/** The response body when it is an object, otherwise an empty object. */
export function responseIn({ responseBody }: CapturedRequest): JsonObject {
  return isJsonObject(responseBody) ? responseBody : {}
}

export function isSuccessful({ status }: CapturedRequest): boolean {
  return status >= 200 && status < 300
}
