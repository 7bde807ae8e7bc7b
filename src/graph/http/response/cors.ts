// Graph lets a page of any origin send requests and read the responses. @see https://fetch.spec.whatwg.org/#http-cors-protocol

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
const EXPOSED_HEADERS =
  'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, Retry-After, WWW-Authenticate, OData-Version, OData-EntityId, x-ms-ags-diagnostic'
/** The seconds for which a browser may cache the response: the emulator's choice. */
const MAX_AGE = '600'

/** The response to a browser's preflight request. */
export function toPreflightResponse(requestHeaders: Headers): Response {
  const wanted = requestHeaders.get('access-control-request-headers')
  return new Response(null, {
    status: 200,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': METHODS,
      // Headers are listed by name, because '*' does not include Authorization.
      ...(wanted !== null && { 'Access-Control-Allow-Headers': wanted }),
      'Access-Control-Max-Age': MAX_AGE,
    },
  })
}

/** Lets the page read the response, if a page sent the request. */
export function makeReadable({ type, headers }: Response, requestHeaders: Headers): void {
  if (!requestHeaders.has('origin') || type === 'error') return
  headers.set('Access-Control-Allow-Origin', '*')
  headers.set('Access-Control-Expose-Headers', EXPOSED_HEADERS)
}
