interface CatalogueEntry {
  readonly status: number
  readonly code: string
  readonly text: (...details: never[]) => string
  /** What it adds to `innerError`. */
  readonly inner?: Readonly<Record<string, string>>
}

/**
 * Every refusal of the service, in its words where they are known.
 * Numeric codes are the calling service's own (its subcodes as text), the others the Graph gateway's.
 * @see https://learn.microsoft.com/graph/errors
 */
export const CATALOGUE = {
  // The Graph gateway
  invalidVersion: { status: 400, code: 'BadRequest', text: () => 'Invalid version.' },
  unknownSegment: {
    status: 400,
    code: 'BadRequest',
    text: (segment: string) => `Resource not found for the segment '${segment}'.`,
  },
  methodNotAllowed: {
    status: 405,
    code: 'Request_BadRequest',
    text: () => 'Specified HTTP method is not allowed for the request target.',
  },
  tokenMissing: { status: 401, code: 'InvalidAuthenticationToken', text: () => 'Access token is empty.' },
  tokenMalformed: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: () => 'CompactToken parsing failed with error code: 80049217',
  },
  tokenExpired: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: (expired: string, now: string) =>
      `CompactToken validation failed with reason code: 80049228. The token expired at ${expired}; it is ${now}.`,
  },
  tokenAudience: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: (audience: string, host: string) =>
      `Access token validation failure. Invalid audience: the token is for '${audience}', not for '${host}'.`,
  },
  // Graph says no more than that; the trace does.
  forbidden: { status: 403, code: 'Forbidden', text: (_why: string) => '' },
  subscriptionForbidden: {
    status: 403,
    code: 'ExtensionError',
    text: (why: string) => `Operation: Create; Exception: [Status Code: Forbidden; Reason: ${why}]`,
  },
  unreadableJson: {
    status: 400,
    code: 'BadRequest',
    text: () =>
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  },
  emptyBody: { status: 400, code: 'BadRequest', text: () => 'Empty Payload. JSON content expected.' },
  notJson: {
    status: 400,
    code: 'BadRequest',
    text: (contentType: string) =>
      `Entity only allows writes with a JSON Content-Type header. The request has '${contentType}'.`,
  },
  unsupportedEncoding: {
    status: 415,
    code: 'UnsupportedMediaType',
    text: (encoding: string) =>
      `The Content-Encoding '${encoding}' is not supported. Use 'gzip' or 'deflate', or none.`,
  },
  preconditionFailed: {
    status: 412,
    code: 'PreconditionFailed',
    text: (header: string, wanted: string, etag: string) =>
      `The condition '${header}: ${wanted.slice(0, 60)}' is not met: the etag is ${etag}.`,
  },
  bodyTooLarge: {
    status: 413,
    code: 'RequestEntityTooLarge',
    text: (limit: number) => `The request body is larger than ${limit} bytes.`,
  },
  notAcceptable: {
    status: 406,
    code: 'NotAcceptable',
    text: (accept: string) =>
      `A supported MIME type could not be found that matches the acceptable MIME types '${accept}'. Use 'application/json'.`,
  },
  unknownProperty: {
    status: 400,
    code: 'BadRequest',
    text: (property: string, type: string) =>
      `The property '${property}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type or mark the type as open type.`,
  },
  invalidProperty: {
    status: 400,
    code: 'BadRequest',
    text: (path: string, problem: string) => `Invalid value for '${path}': ${problem}`,
  },
  unknownSelection: {
    status: 400,
    code: 'BadRequest',
    text: (property: string, type: string) =>
      `Parsing OData Select and Expand failed: Could not find a property named '${property}' on type '${type}'.`,
  },
  badSelectOrExpand: {
    status: 400,
    code: 'BadRequest',
    text: (problem: string) => `Parsing OData Select and Expand failed: ${problem}`,
  },
  expandNotSupported: {
    status: 400,
    code: 'ExpandNotSupported',
    text: (property: string) => `Expand is not allowed for property '${property}' according to the entity schema.`,
  },
  queryNotAllowed: {
    status: 400,
    code: 'BadRequest',
    text: (option: string) => `Query parameter ${option} not allowed`,
  },
  duplicateQueryOption: {
    status: 400,
    code: 'BadRequest',
    text: (option: string) =>
      `Query option '${option}' was specified more than once, but it must be specified at most once.`,
  },
  invalidQueryOption: {
    status: 400,
    code: 'BadRequest',
    text: (option: string, value: string, allowed: string) =>
      `Invalid value '${value}' for the query option ${option}. ${allowed}`,
  },
  invalidFilter: {
    status: 400,
    code: 'BadRequest',
    text: (problem: string) => `Invalid filter clause: ${problem}`,
  },
  invalidFunctionArgument: {
    status: 400,
    code: 'BadRequest',
    text: (name: string, problem: string) => `Invalid value for the parameter '${name}': ${problem}`,
  },
  notFound: {
    status: 404,
    code: 'NotFound',
    text: (what: string, id: string) => `The ${what} '${id}' was not found.`,
  },
  callRecordNotFound: {
    status: 404,
    code: 'NotFound',
    text: (id: string) =>
      `There is no call record '${id}'. It may not be written yet, or the call started more than 30 days ago. Ids of log rows are not ids of call records.`,
  },
  conflictingId: {
    status: 409,
    code: 'Conflict',
    text: (what: string, id: string) => `A ${what} with the id '${id}' already exists.`,
  },
  idOfExpiredCallRecord: {
    status: 409,
    code: 'Conflict',
    text: (id: string) =>
      `The id '${id}' is that of a call that started more than 30 days ago: its record is gone, but logs may still name it. Give another id, or none.`,
  },
  invalidSubscription: {
    status: 400,
    code: 'InvalidRequest',
    text: (property: string, problem: string) => `Invalid '${property}': ${problem}`,
  },
  subscriptionNotValidated: {
    status: 400,
    code: 'InvalidRequest',
    text: (problem: string) =>
      `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request. ${problem}`,
  },
  subscriptionValidationTimedOut: {
    status: 400,
    code: 'InvalidRequest',
    text: (problem: string) => `Subscription validation request timed out. ${problem}`,
  },
  unreadableSubscription: {
    status: 400,
    code: 'InvalidRequest',
    text: (property: string) =>
      `Could not process subscription creation payload. Are all property names spelled and camelCased properly? There is no property '${property}'.`,
  },
  subscriptionQuota: {
    status: 403,
    code: 'Forbidden',
    text: (what: string, limit: number) =>
      `${limit === 1 ? 'There is a subscription' : `There are ${limit} subscriptions`} to ${what}, and there can be no more. Delete one, or let one expire.`,
  },
  subscriptionNotFound: {
    status: 404,
    code: 'ResourceNotFound',
    text: (id: string) => `There is no subscription '${id}'. It may have expired.`,
  },
  subscriptionTooLong: {
    status: 400,
    code: 'ExtensionError',
    text: (minutes: number) => `Subscription expiration can only be ${minutes} minutes in the future.`,
  },
  invalidBatch: { status: 400, code: 'BadRequest', text: (problem: string) => problem },
  failedDependency: {
    status: 424,
    code: 'FailedDependency',
    text: (id: string) => `The request '${id}', on which this one depends, failed.`,
  },
  unreachable: {
    status: 502,
    code: 'BadGateway',
    text: (url: string, problem: string) => `'${url}' is not the emulator's, and nobody else answered: ${problem}`,
  },
  throttled: {
    status: 429,
    code: 'TooManyRequests',
    text: () => 'Please retry again later.',
    inner: { code: '429', status: '429', message: 'Please retry after' },
  },
  internal: { status: 500, code: 'InternalServerError', text: (message: string) => message },

  // The calling service
  callForbidden: {
    status: 403,
    code: '7504',
    text: (why: string) => `Insufficient enterprise tenant permissions, cannot access this API: ${why}.`,
  },
  tenantMismatch: {
    status: 403,
    code: '7505',
    text: (why: string) => `Request authorization tenant mismatch: ${why}.`,
  },
  callNotFound: { status: 404, code: '8522', text: (id: string) => `Call not found. No live call has the id '${id}'.` },
  callResourceNotFound: {
    status: 404,
    code: '8522',
    text: (what: string, id: string) => `Not found. The call has no ${what} with the id '${id}'.`,
  },
  invalidArgument: {
    status: 400,
    code: '8523',
    text: (parameter: string, problem: string) => `Invalid argument. '${parameter}': ${problem}`,
  },
  callNotEstablished: {
    status: 400,
    code: '8501',
    text: (state: string) => `The call is not established. Its state is '${state}'.`,
  },
  invalidMediaMode: {
    status: 400,
    code: '8500',
    text: (needed: string) => `Invalid media mode. This action needs a call with ${needed}.`,
  },
  callNotGroup: {
    status: 400,
    code: '8548',
    text: () => 'The call is not a group call. This action is for group calls and meetings.',
  },
  meetingNotFound: {
    status: 400,
    code: '8561',
    text: (problem: string) => `The meeting could not be joined: ${problem}`,
  },
  invalidMeetingToken: {
    status: 400,
    code: '8526',
    text: () => "Invalid meeting token. 'meetingInfo.token' is empty.",
  },
  callConflict: {
    status: 409,
    code: '8519',
    text: (action: string, state: string, needed: string) =>
      `Conflict. '${action}' is not possible while the call is '${state}'; it has to be ${needed}.`,
  },
  callResourceConflict: {
    status: 409,
    code: '8519',
    text: (what: string, id: string) => `Conflict. The call already has the ${what} '${id}'.`,
  },
  participantConflict: { status: 409, code: '8519', text: (problem: string) => `Conflict. ${problem}` },
  notSupported: { status: 405, code: '8520', text: (what: string) => `Not supported: ${what}` },
  recordingTokenInvalid: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    text: () => 'The recording needs the recordingAccessToken of its operation as bearer token.',
  },
} as const satisfies Record<string, CatalogueEntry>

export type ErrorName = keyof typeof CATALOGUE
type Details<Name extends ErrorName> = Parameters<(typeof CATALOGUE)[Name]['text']>

/**
 * The caller's mistake, in the service's words. Thrown by name from anywhere below the pipeline, which alone turns it into an answer.
 *
 * @example throw new GraphError('callNotFound', callId)
 */
export class GraphError<Name extends ErrorName = ErrorName> extends Error {
  readonly reason: Name
  readonly status: number
  readonly code: string
  /** Response headers that belong to the refusal, such as `Allow` or `Retry-After`. */
  readonly headers: Record<string, string> = {}
  readonly inner: Readonly<Record<string, string>>
  /** What Graph does not say, for the trace. */
  hint: string | undefined

  constructor(reason: Name, ...details: Details<Name>) {
    const entry: CatalogueEntry = CATALOGUE[reason]
    super(entry.text(...(details as never[])))
    this.name = 'GraphError'
    this.reason = reason
    this.status = entry.status
    this.code = entry.code
    this.inner = entry.inner ?? {}
  }

  withHeaders(headers: Record<string, string>): this {
    Object.assign(this.headers, headers)
    return this
  }

  withHint(hint: string): this {
    this.hint = hint
    return this
  }
}
