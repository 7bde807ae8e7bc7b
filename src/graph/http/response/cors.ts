// Graph lets a page of any origin send it requests and read the answers. @see https://fetch.spec.whatwg.org/#http-cors-protocol

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
const READABLE =
  'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, Retry-After, WWW-Authenticate, OData-Version, OData-EntityId, x-ms-ags-diagnostic'
/** How long a browser may remember the answer, in seconds: the emulator's choice. */
const REMEMBERED = '600'

/** The answer to a browser that asks whether a page may send a request. */
export function answerPreflight(asked: Headers): Response {
  const wanted = asked.get('access-control-request-headers')
  return new Response(null, {
    status: 200,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': METHODS,
      // Each by its name: '*' would not include Authorization.
      ...(wanted !== null && { 'Access-Control-Allow-Headers': wanted }),
      'Access-Control-Max-Age': REMEMBERED,
    },
  })
}

/** Has a browser hand the answer to the page that asked, if it was a page. */
export function makeReadable({ type, headers }: Response, asked: Headers): void {
  if (!asked.has('origin') || type === 'error') return
  headers.set('Access-Control-Allow-Origin', '*')
  headers.set('Access-Control-Expose-Headers', READABLE)
}
