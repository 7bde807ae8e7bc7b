import type { Outbox } from '../../engine/delivery/outbox.ts'
import type { Context } from '../../engine/module.ts'
import type { ModuleTypes } from '../../engine/module-types.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { ExpandRules, Query, QueryRules } from '../odata/query/query.ts'
import type { Permissions, PermissionsFor } from './permissions.ts'

/** What an operation may know of the request. */
export interface EndpointRequest {
  readonly serviceRoot: string
  readonly strict: boolean
  readonly beta: boolean
  readonly query: Query
  readonly functionArguments: Readonly<Record<string, string>>
  readonly bearerToken: string | undefined
  /** What the client says it is, where it says so. */
  readonly userAgent: string | null
  /** The whole URL: links to further pages repeat it. */
  readonly url: string
  /** How many items the client prefers on a page. */
  readonly maxPageSize: number | undefined
}

/** An operation's answer, as data: the pipeline makes a Response of it. */
export type EndpointReply =
  | EntityReply
  | CollectionReply
  /** Written as it is. */
  | { readonly kind: 'json'; readonly status: 200 | 201; readonly json: JsonObject; readonly location?: string }
  | {
      readonly kind: 'bytes'
      readonly status: 200
      readonly bytes: Uint8Array<ArrayBuffer>
      readonly contentType: string
    }
  | {
      readonly kind: 'empty'
      readonly status: 200 | 202 | 204 | 304
      /** Where it is, below the service root: of what was created, but is not shown. */
      readonly location?: string
    }

export interface EntityReply {
  readonly kind: 'entity'
  readonly status: 200 | 201 | 202
  /** Full name of the declared type. */
  readonly type: string
  readonly value: () => JsonObject
  /** Where the value is, below the service root, and how its expanded collections are cut. */
  readonly inline?: { readonly path: string; readonly rules: ExpandRules | undefined }
  /** The value goes into a member `value`: how the first drafts had an action's result. */
  readonly wrapped?: true
  /** The row that the value shows: its text is kept until the row changes. */
  readonly row?: object
  /** What follows `$metadata#`. */
  readonly context?: string
  /** It is the only one where it is, and needs no key there. */
  readonly isSingle?: true
  readonly location?: string
  /** Graph's calling pages annotate every value with its type; elsewhere only derived ones are. */
  readonly types: 'always' | 'derived'
}

export interface CollectionReply {
  readonly kind: 'collection'
  readonly status: 200
  readonly type: string
  /** The items as they are shown: of those whose text is kept, none is made. */
  readonly items: readonly (() => JsonObject)[]
  /** The rows that the items show, and nothing else: an item's text is kept until its row is another object. */
  readonly rows?: readonly object[]
  readonly context?: string
  readonly nextLink?: string
  readonly count?: number
  readonly types: 'always' | 'derived'
}

/** What an operation may use before it decides. */
export interface OutboundRequests {
  readonly now: number
  /** A text that nobody can guess. */
  token(): string
  /** Sends a request to an endpoint of the app's. @returns its answer, or `'nobody'` when nobody receives the URL. */
  readonly ask: Outbox['ask']
}

type Params = Readonly<Record<string, string>>

/** What is known of an endpoint without running it: for the router, the query reader and the README. */
export interface EndpointFacts {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below the base segment; `:name` stands for a key. */
  readonly path: string
  /** Further paths at which the same is served. */
  readonly alsoAt?: readonly string[]
  /** What it does, in a few words: its row in the README. */
  readonly title: string
  /** Its page in Graph's documentation; absent for what Graph does not document. */
  readonly doc?: string
  /** What the body has to be. Absent: the body is not read. */
  readonly body?: BodyRule
  /** Full name of the type that a query's names belong to. */
  readonly type?: string
  /** The query options it supports. Absent: none. */
  readonly query?: QueryRules
  /** A write of call records: Graph documents none, so it can be switched off. */
  readonly writesRecords?: true
  /** Its response is no JSON, whatever media types the client accepts. */
  readonly binary?: true
  /** Only beta has it: v1.0 does not know the path. */
  readonly betaOnly?: true
}

/**
 * One endpoint of Graph: where it is, what it takes, and what it does. It knows nothing of HTTP.
 * @typeParam Types What its module and those below bring: what its context offers.
 * @typeParam Body What the body is once it has been checked against `body`.
 * @typeParam Prepared What `prepare` hands to `run`.
 */
export interface EndpointOf<Types extends ModuleTypes, Body, Prepared = void> extends EndpointFacts {
  /** The permissions it requires. Absent: none. */
  readonly permissions?: Permissions | PermissionsFor<Types, Body>
  /** The version of what it reads or changes, which conditions such as `If-Match` name. Absent: they mean nothing. */
  versionOf?(context: Context<Types>, params: Params): number
  /**
   * What the response follows from, besides the request: while that is the very same object, the same response is given.
   * Absent, or nothing: it depends on more, such as the time.
   */
  cacheKey?(context: Context<Types>, request: EndpointRequest): object | undefined
  /** Checks what has to hold before `prepare`, and again when it is decided. It changes nothing, and refuses by throwing. */
  check?(context: Context<Types>, request: EndpointRequest, params: Params, body: Body): void
  /** Sends the requests whose responses the decision depends on. It refuses by throwing. */
  prepare?(outbound: OutboundRequests, request: EndpointRequest, params: Params, body: Body): Promise<Prepared>
  run(context: Context<Types>, request: EndpointRequest, params: Params, body: Body, prepared: Prepared): EndpointReply
}
export type Endpoint<Types extends ModuleTypes> = EndpointOf<Types, JsonObject, unknown>

/** An endpoint whose `run` needs the result of its `prepare`. */
type PreparedEndpoint<Types extends ModuleTypes, Body, Prepared> = EndpointOf<Types, Body, Prepared> &
  Required<Pick<EndpointOf<Types, Body, Prepared>, 'prepare'>>

export interface DefineEndpoint<Types extends ModuleTypes> {
  <Body>(endpoint: EndpointOf<Types, Body>): Endpoint<Types>
  <Body, Prepared>(endpoint: PreparedEndpoint<Types, Body, Prepared>): Endpoint<Types>
}

/** Each module has a `defineEndpoint` of its own, whose endpoints see its tables and those of the modules below. */
export function defineEndpointFor<Types extends ModuleTypes>(): DefineEndpoint<Types> {
  return <Body, Prepared>(endpoint: EndpointOf<Types, Body, Prepared>) =>
    // The pipeline calls `run` only with a body that `body` has let through, and with what `prepare` returned.
    endpoint as EndpointOf<Types, never, Prepared> as Endpoint<Types>
}

/** A body is the parameters of an action, or an entity, whole or in part. */
export interface BodyRule {
  readonly action?: string
  readonly entity?: string
  /** Members may be missing: an update. */
  readonly partial?: true
  /** There may be no body at all. */
  readonly optional?: true
  /** Members that may be missing although their type says otherwise. */
  readonly optionalMembers?: readonly string[]
  /** How what is wrong with it is refused. Default: as the calling service does. */
  readonly invalid?: 'invalidProperty' | 'invalidSubscription'
  /** Whether members that the type does not have are refused; otherwise they are ignored, as the calling service does. */
  readonly refuseUnknown?: true
}
