import type { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { CLOUDS, GRAPH_APP_ID } from '../request/clouds.ts'
import { type Claims, readClaims } from './claims.ts'

/**
 * Whether requests need a bearer token, and which. Signatures and secrets are never checked.
 * - `'off'`: tokens are ignored.
 * - `'optional'`: a request may come without a token. A JWT that has expired or is for another audience is refused. Any
 *   other text is accepted as a placeholder, and so is a JWT without an audience (`aud`), such as the sample of jwt.io.
 * - `'required'`: a request needs a JWT for Graph that has not expired.
 * - `'permissions'`: the JWT also needs the endpoint's application permissions (`roles`).
 */
export type Auth = 'off' | 'optional' | 'required' | 'permissions'

/** The bearer token of a request, and what it claims. */
export interface Credentials {
  readonly token: string | undefined
  readonly claims: Claims | undefined
}

/** @throws GraphError with status 401 for a token that is missing, malformed, expired or for another audience. */
export type Authenticate = (request: Request, now: number) => Credentials

export function createAuthenticator(auth: Auth): Authenticate {
  // An app sends the same token many times, so the last one is not parsed again.
  let last = ANONYMOUS
  const identify = (token: string) => {
    if (token !== last.token) last = { token, claims: readClaims(token) }
    return last
  }

  return ({ headers, url }, now) => {
    const authorization = headers.get('authorization')
    const isMissing = authorization === null || authorization === ''
    if (auth === 'off') return { token: readBearer(authorization), claims: undefined }
    if (isMissing && auth === 'optional') return ANONYMOUS
    const { origin } = new URL(url)
    if (isMissing) throw challenge(graphErrors.tokenMissing(), origin)
    const token = readBearer(authorization)
    const credentials = token === undefined ? ANONYMOUS : identify(token)
    if (!credentials.claims && (token === undefined || auth !== 'optional')) {
      throw challenge(graphErrors.tokenMalformed(), origin)
    }
    const isPlaceholder = auth === 'optional' && !credentials.claims?.audiences.length
    const problem = credentials.claims && !isPlaceholder && findProblem(credentials.claims, origin, now)
    if (problem) throw challenge(problem, origin)
    return credentials
  }
}

const ANONYMOUS: Credentials = { token: undefined, claims: undefined }

/** @returns the token of an `Authorization` header, if it is a bearer token. */
export function readBearer(authorization: string | null): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
}

function findProblem({ audiences, expiresAt }: Claims, origin: string, now: number): GraphError | undefined {
  if (!audiences.some((audience) => isFor(audience, origin))) {
    return graphErrors.wrongTokenAudience(audiences.join(', '), origin)
  }
  if (expiresAt !== undefined && expiresAt <= now) return graphErrors.tokenExpired(toIso(expiresAt), toIso(now))
  return undefined
}

/** A token of one cloud is not valid in another. A custom host accepts the tokens of every cloud. */
function isFor(audience: string, origin: string): boolean {
  const bare = audience.replace(/\/$/, '')
  return bare === GRAPH_APP_ID || bare === origin || (!Object.hasOwn(CLOUDS, origin) && Object.hasOwn(CLOUDS, bare))
}

function challenge(error: GraphError, origin: string): GraphError {
  const login = CLOUDS[origin] ?? CLOUDS['https://graph.microsoft.com']
  return error.withHeaders({
    'WWW-Authenticate': `Bearer realm="", authorization_uri="${login}/common/oauth2/authorize", client_id="${GRAPH_APP_ID}"`,
  })
}

function toIso(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at)
}
