import type { Permissions } from '../../endpoint/permissions.ts'
import { GraphError } from '../../errors/errors.ts'
import { CLOUDS, GRAPH_APP_ID } from '../request/clouds.ts'
import { type Claims, readClaims } from './token.ts'

/**
 * Whether requests need a bearer token, and which. No signature and no secret is ever checked.
 * - `'off'`: nobody looks at tokens.
 * - `'optional'`: a request may come without one. A JWT that has expired or is for somebody else is refused; any other
 *   text is a placeholder, and passes.
 * - `'required'`: a request needs a JWT for Graph that has not expired.
 * - `'permissions'`: and in it the application permissions (`roles`) of the operation.
 */
export type Auth = 'off' | 'optional' | 'required' | 'permissions'

/** Who asks, as far as the request says. */
export interface Credentials {
  readonly token: string | undefined
  readonly claims: Claims | undefined
}

export interface Gate {
  /** Lets a request in, or refuses it. @throws GraphError with status 401. */
  enter(request: Request, now: number): Credentials
  /** @throws GraphError with status 403 for a token without the permissions that its kind needs, if any help. */
  permit(caller: Credentials, permissions: Permissions): void
}

/** @param tenantId The directory's. */
export function createGate(auth: Auth, tenantId: string): Gate {
  /** An app sends the same token many times. */
  let last: Credentials = { token: undefined, claims: undefined }
  const identify = (token: string) => {
    if (token !== last.token) last = { token, claims: readClaims(token) }
    return last
  }

  return {
    enter({ headers, url }, now) {
      const challenge = (error: GraphError) => error.withHeaders({ 'WWW-Authenticate': toChallenge(toOrigin(url)) })
      const authorization = headers.get('authorization')
      if (authorization === null || authorization === '') {
        if (auth === 'off' || auth === 'optional') return NOBODY
        throw challenge(new GraphError('tokenMissing'))
      }
      const token = readBearer(authorization)
      if (auth === 'off') return { token, claims: undefined }
      const caller = token === undefined ? NOBODY : identify(token)
      if (!caller.claims && (token === undefined || auth !== 'optional')) {
        throw challenge(new GraphError('tokenMalformed'))
      }
      const problem = caller.claims && findProblem(caller.claims, toOrigin(url), now)
      if (problem) throw challenge(problem)
      return caller
    },
    permit({ claims }, { needs, delegated = [], tenant, refusal }) {
      if (auth !== 'permissions') return
      const expected = tenant === 'directory' ? tenantId : tenant?.id
      if (expected !== undefined && claims?.tenantId !== undefined && !isSame(claims.tenantId, expected)) {
        throw refuseTenant(refusal, claims.tenantId, expected)
      }
      const problem = claims?.scopes
        ? findLack(claims.scopes, 'scp', [delegated])
        : findLack(claims?.roles, 'roles', needs)
      if (problem !== undefined) throw refuse(refusal, problem)
    },
  }
}

const NOBODY: Credentials = { token: undefined, claims: undefined }

/** @returns the token of an `Authorization` header, if it is a bearer's. */
export function readBearer(authorization: string | null): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
}

function findProblem({ audience, expiresAt }: Claims, origin: string, now: number): GraphError | undefined {
  if (!isFor(audience, origin)) return new GraphError('tokenAudience', audience ?? '', origin)
  if (expiresAt !== undefined && expiresAt <= now) return new GraphError('tokenExpired', toIso(expiresAt), toIso(now))
  return undefined
}

/** What a token's claim lacks: it has to have one of each group. A group of none cannot be had. */
function findLack(claimed: readonly string[] = [], claim: 'roles' | 'scp', needs: Permissions['needs']) {
  const held = new Set(claimed.map(toOneSpelling))
  const missing = needs.find((group) => !group.some((permission) => held.has(toOneSpelling(permission))))
  if (!missing) return undefined
  if (missing.length > 0) return `the token's ${claim} lack ${missing.join(' or ')}`
  return `${claim === 'scp' ? 'delegated' : 'application'} permissions (${claim}) are not supported`
}

/** Tokens of one cloud do not open another. A host of one's own stands for any of them. */
function isFor(audience = '', origin: string): boolean {
  const where = audience.replace(/\/$/, '')
  return where === GRAPH_APP_ID || where === origin || (!Object.hasOwn(CLOUDS, origin) && Object.hasOwn(CLOUDS, where))
}

function toChallenge(origin: string): string {
  const login = CLOUDS[origin] ?? CLOUDS['https://graph.microsoft.com']
  return `Bearer realm="", authorization_uri="${login}/common/oauth2/authorize", client_id="${GRAPH_APP_ID}"`
}

/** Graph's pages write `Calls.JoinGroupCall.All` and `Calls.JoinGroupCalls.All` for the same permission. */
function toOneSpelling(role: string): string {
  return role.replace('GroupCalls', 'GroupCall')
}

function refuse(refusal: Permissions['refusal'], why: string): GraphError {
  const error = new GraphError(refusal, why)
  return error.message === '' ? error.withHint(why) : error
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The calling service has a code of its own for that. */
function refuseTenant(refusal: Permissions['refusal'], tenantId: string, expected: string): GraphError {
  const why = `the token is for the tenant '${tenantId}', not for '${expected}'`
  return refusal === 'callForbidden' ? new GraphError('tenantMismatch', why) : refuse(refusal, why)
}

function toOrigin(url: string): string {
  return new URL(url).origin
}

function toIso(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at)
}
