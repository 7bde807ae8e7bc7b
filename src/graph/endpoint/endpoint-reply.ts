import type { JsonObject } from '../../engine/values/json.ts'
import type { ExpandRules } from '../odata/query/query.ts'

/** What an endpoint replies, as data: the pipeline writes a `Response` from it. */
export type EndpointReply = EntityReply | CollectionReply | JsonReply | BytesReply | EmptyReply

export interface EntityReply {
  readonly kind: 'entity'
  readonly status: 200 | 201 | 202
  /** Full name of the declared type. */
  readonly type: string
  readonly value: () => JsonObject
  /** The path of the value below the service root, and how many items of its expanded collections are shown. */
  readonly inline?: { readonly path: string; readonly rules: ExpandRules | undefined }
  /** The value is written into a member `value`, as the first drafts returned an action's result. */
  readonly wrapped?: true
  /** The row that the value shows, and nothing else: its text is cached until the row changes. */
  readonly row?: object
  /** The part of `@odata.context` after `$metadata#`. */
  readonly contextPath?: string
  /** A singleton, which needs no key in its path. */
  readonly isSingle?: true
  readonly location?: string
  /** Graph's calling APIs annotate every value with its type; elsewhere only values of a derived type are annotated. */
  readonly types: 'always' | 'derived'
}

export interface CollectionReply {
  readonly kind: 'collection'
  readonly status: 200
  /** Full name of the declared type of the items. */
  readonly type: string
  /** The items. One whose text is cached is not read again. */
  readonly items: readonly (() => JsonObject)[]
  /** The rows that the items show, and nothing else: the text of an item is cached until its row changes. */
  readonly rows?: readonly object[]
  readonly contextPath?: string
  readonly nextLink?: string
  readonly count?: number
  /** The page size that was applied because the client prefers it, which may be less than it asked for. */
  readonly preferredPageSize?: number
  readonly types: 'always' | 'derived'
}

/** JSON that is written as it is. */
interface JsonReply {
  readonly kind: 'json'
  readonly status: 200 | 201
  readonly json: JsonObject
  readonly location?: string
}

interface BytesReply {
  readonly kind: 'bytes'
  readonly status: 200
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly contentType: string
}

interface EmptyReply {
  readonly kind: 'empty'
  readonly status: 200 | 202 | 204 | 304
  /** The path of what was created but is not returned, below the service root. */
  readonly location?: string
}
