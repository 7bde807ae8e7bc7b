import type { Outbox } from '../../engine/delivery/outbox.ts'
import type { Context } from '../../engine/module.ts'
import type { ModuleTypes } from '../../engine/module-types.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { GraphError } from '../errors/graph-error.ts'
import type { Query, QueryRules } from '../odata/query/query.ts'
import type { EndpointReply } from './endpoint-reply.ts'
import type { Permissions } from './permissions.ts'

/** What an endpoint is given of the request. */
export interface EndpointRequest {
  readonly serviceRoot: string
  readonly strict: boolean
  readonly beta: boolean
  readonly query: Query
  readonly functionArguments: Readonly<Record<string, string>>
  readonly bearerToken: string | undefined
  /** The app that sends the request: that of its token, else that of the directory. */
  readonly appId: string
  readonly userAgent: string | null
  /** The whole URL, which links to further pages repeat. */
  readonly url: string
  /** The page size that the client prefers. */
  readonly maxPageSize: number | undefined
}

/** Requests that an endpoint may send before it decides. */
export interface OutboundRequests {
  readonly now: number
  /** Creates a random text that cannot be guessed. */
  token(): string
  /** Sends a request to a URL of the app. @returns the response, or `'noReceiver'` when the URL has no receiver. */
  readonly sendRequest: Outbox['sendRequest']
}

type Params = Readonly<Record<string, string>>

/** Which requests are for an endpoint. */
export interface EndpointAddress {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below the base segment; `:name` stands for a key. */
  readonly path: string
  /** Further paths at which the same is served. */
  readonly alsoAt?: readonly string[]
  /** Full name of the type that the names in a query belong to. */
  readonly type?: string
  /** The path exists on /beta only. */
  readonly betaOnly?: true
}

/** What can be known of an endpoint without a request. The router, the README's table and the query reader need no more. */
export interface EndpointFacts extends EndpointAddress {
  /** The rule for the request body. Absent: the body is not read. */
  readonly body?: BodyRule
  /** The query options that it supports. Absent: none. */
  readonly query?: QueryRules
  /** It writes call records, which Graph does not document, so an option can switch it off. */
  readonly writesRecords?: true
  /** Its response is not JSON, so the `Accept` header is ignored. */
  readonly binary?: true
}

/**
 * One endpoint of Graph: where it is, what it takes, and what it does. It knows nothing of HTTP.
 * @typeParam Types The types of its module and of those below: what its context offers.
 * @typeParam Prepared What `prepare` found out for `run`.
 */
export interface EndpointOf<Types extends ModuleTypes, Body, Prepared = void> extends EndpointFacts {
  /**
   * The permissions that it needs. Absent: none. A function, where they depend on the body or on the call, is called
   * after `check`.
   */
  readonly permissions?: Permissions | ((context: Context<Types>, params: Params, body: Body) => Permissions)
  /** The version of what it reads or changes, for conditions such as `If-Match`. Absent: conditions are ignored. */
  versionOf?(context: Context<Types>, params: Params): number
  /**
   * The object from which its reply follows, together with the request: while it is the same object, the reply is taken
   * from a cache. Absent or `undefined`: the reply depends on more, such as the time.
   */
  cacheKey?(context: Context<Types>, request: EndpointRequest): object | undefined
  /** Rejects the request by throwing, and changes nothing. It runs before `prepare` and again before `run`. */
  check?(context: Context<Types>, request: EndpointRequest, params: Params, body: Body): void
  /** Sends requests to the app before anything is decided. It rejects the request by throwing. */
  prepare?(outbound: OutboundRequests, request: EndpointRequest, params: Params, body: Body): Promise<Prepared>
  run(context: Context<Types>, request: EndpointRequest, params: Params, body: Body, prepared: Prepared): EndpointReply
}

/** An endpoint as the pipeline sees it, whatever its body is. */
export type Endpoint<Types extends ModuleTypes> = EndpointOf<Types, JsonObject, unknown>

/** A body is the parameters of an action, or an entity, whole or in part. */
export interface BodyRule {
  readonly action?: string
  readonly entity?: string
  /** Every member may be missing, as in an update. */
  readonly partial?: true
  /** There may be no body at all. */
  readonly optional?: true
  /** Members that may be missing although their type requires them. */
  readonly optionalMembers?: readonly string[]
  /** Creates the error for an invalid value. Default: as the endpoint's folder does. */
  readonly invalid?: (path: string, problem: string) => GraphError
  /** Whether members that the type does not have are an error. Default: they are ignored, as the calling service does. */
  readonly refuseUnknown?: true
}
