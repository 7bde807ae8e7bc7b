import { GraphError } from './graph-error.ts'

/** What a 429 adds to `innerError`. @see https://learn.microsoft.com/graph/throttling */
export const THROTTLED_INNER: Readonly<Record<string, string>> = {
  code: '429',
  status: '429',
  message: 'Please retry after',
}

/**
 * The errors that every resource shares: those of the Graph gateway and of OData, with Graph's own message where it is
 * documented or observed.
 * A module's own errors are in its `errors.ts`.
 * @see https://learn.microsoft.com/graph/errors
 */
export const graphErrors = {
  // Routing
  invalidVersion: () => badRequest('Invalid version.'),
  unknownSegment: (segment: string) => badRequest(`Resource not found for the segment '${segment}'.`),
  methodNotAllowed: (allowed: string) =>
    new GraphError({
      status: 405,
      code: 'Request_BadRequest',
      message: 'Specified HTTP method is not allowed for the request target.',
    }).withHeaders({ Allow: allowed }),

  // Authentication, permissions and throttling
  tokenMissing: () => unauthenticated('Access token is empty.'),
  tokenMalformed: () => unauthenticated('CompactToken parsing failed with error code: 80049217.'),
  tokenExpired: (expired: string, now: string) =>
    unauthenticated(
      `CompactToken validation failed with reason code: 80049228. The token expired at ${expired}; the emulator's clock is at ${now}.`,
    ),
  wrongTokenAudience: (audience: string, host: string) =>
    unauthenticated(
      `Access token validation failure. Invalid audience: the token is for '${audience}', not for '${host}'.`,
    ),
  // Graph's message is empty here, so the reason is in the trace only.
  forbidden: (reason: string) => new GraphError({ status: 403, code: 'Forbidden', message: '' }).withHint(reason),
  throttled: (limit: string, retryAfterSeconds: number) =>
    new GraphError({
      status: 429,
      code: 'TooManyRequests',
      message: 'Please retry again later.',
      inner: THROTTLED_INNER,
    })
      .withHeaders({ 'Retry-After': String(retryAfterSeconds) })
      .withHint(`exceeded the limit '${limit}'`),

  // Headers and body
  notAcceptable: (accept: string) =>
    new GraphError({
      status: 406,
      code: 'NotAcceptable',
      message: `A supported MIME type could not be found that matches the acceptable MIME types '${accept}'. Use 'application/json'.`,
    }),
  preconditionFailed: (header: string, wanted: string, etag: string) =>
    new GraphError({
      status: 412,
      code: 'PreconditionFailed',
      message: `The condition '${header}: ${wanted.slice(0, 60)}' is not met: the current ETag is ${etag}. Read the resource again and use its ETag.`,
    }),
  unsupportedEncoding: (encoding: string) =>
    new GraphError({
      status: 415,
      code: 'UnsupportedMediaType',
      message: `The Content-Encoding '${encoding}' is not supported. Use 'gzip' or 'deflate', or omit the header.`,
    }),
  bodyTooLarge: (limit: number) =>
    new GraphError({
      status: 413,
      code: 'RequestEntityTooLarge',
      message: `The request body is larger than ${limit} bytes. Send a smaller body.`,
    }),
  emptyBody: () => badRequest('Empty Payload. JSON content expected.'),
  notJson: (contentType: string) =>
    badRequest(`Entity only allows writes with a JSON Content-Type header. The request has '${contentType}'.`),
  unreadableJson: () =>
    badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    ),
  unknownProperty: (property: string, type: string) =>
    badRequest(
      `The property '${property}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type or mark the type as open type.`,
    ),
  invalidProperty: (path: string, reason: string) => badRequest(`Invalid value for '${path}': ${reason}`),

  // Query options and functions
  unknownSelection: (property: string, type: string) =>
    badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${property}' on type '${type}'.`,
    ),
  invalidSelectOrExpand: (reason: string) => badRequest(`Parsing OData Select and Expand failed: ${reason}`),
  expandNotSupported: (property: string) =>
    new GraphError({
      status: 400,
      code: 'ExpandNotSupported',
      message: `Expand is not allowed for property '${property}' according to the entity schema.`,
    }),
  queryOptionNotAllowed: (option: string) => badRequest(`Query parameter ${option} not allowed`),
  duplicateQueryOption: (option: string) =>
    badRequest(`Query option '${option}' was specified more than once, but it must be specified at most once.`),
  invalidQueryOption: (option: string, value: string, allowed: string) =>
    badRequest(`Invalid value '${value}' for the query option ${option}. ${allowed}`),
  invalidFilter: (reason: string) => badRequest(`Invalid filter clause: ${reason}`),
  invalidFunctionArgument: (name: string, reason: string) =>
    badRequest(`Invalid value for the parameter '${name}': ${reason}`),

  // Resources
  notFound: (resource: string, id: string) =>
    new GraphError({ status: 404, code: 'NotFound', message: `The ${resource} '${id}' was not found.` }),
  conflictingId: (resource: string, id: string) =>
    new GraphError({ status: 409, code: 'Conflict', message: `A ${resource} with the id '${id}' already exists.` }),

  // Batches
  invalidBatch: (reason: string) => badRequest(reason),
  failedDependency: (id: string) =>
    new GraphError({
      status: 424,
      code: 'FailedDependency',
      message: `This request depends on the request '${id}', which failed.`,
    }),
  batchRequestFailed: (url: string, reason: string) =>
    new GraphError({
      status: 502,
      code: 'BadGateway',
      message: `The emulator does not serve '${url}', and sending the request there failed: ${reason}`,
    }),

  internal: (message: string) => new GraphError({ status: 500, code: 'InternalServerError', message }),
}

function badRequest(message: string): GraphError {
  return new GraphError({ status: 400, code: 'BadRequest', message })
}

/** Graph's message, and how a test gets past it. */
function unauthenticated(message: string): GraphError {
  const hint = "Create a token with createToken(), or pass auth: 'off' to createEmulator to ignore tokens."
  return new GraphError({ status: 401, code: 'InvalidAuthenticationToken', message: `${message} ${hint}` })
}
