import { GraphError } from '../odata/errors.ts'

/**
 * Whether requests need a bearer token: `'off'` and `'optional'` serve requests without one, `'optional'` still refuses
 * a malformed one, `'required'` refuses requests without one. No secret is ever checked.
 */
export type Auth = 'off' | 'optional' | 'required'

/** Lets a request in, or refuses it. @returns the bearer token, if there is one. */
export function enter(headers: Headers, auth: Auth): string | undefined {
  const authorization = headers.get('authorization')
  if (authorization === null || authorization === '') {
    if (auth === 'required') throw challenge(new GraphError('tokenMissing'))
    return undefined
  }
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (token === undefined && auth !== 'off') throw challenge(new GraphError('tokenMalformed'))
  return token
}

function challenge(error: GraphError): GraphError {
  return error.withHeaders({
    'WWW-Authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  })
}
