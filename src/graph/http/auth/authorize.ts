import type { Permissions } from '../../endpoint/permissions.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import type { Throttle } from '../../throttling/throttle.ts'
import { isBatch, isGraphs, type Target } from '../request/target.ts'
import { type Auth, type Credentials, createAuthenticator, readBearer } from './authenticate.ts'
import { requirePermissions } from './require-permissions.ts'

interface AuthorizeParts {
  readonly auth: Auth
  readonly throttle: Throttle | undefined
  /** The app and the tenant to which a request counts whose token names none. */
  readonly appId: string
  readonly tenantId: string
}

/** A client whose request has been let through. */
export interface AuthorizedClient {
  readonly bearerToken: string | undefined
  /** The app of its token, else that of the directory. */
  readonly appId: string
  /** Checks permissions that are known only once the body has been read. @throws GraphError with status 403. */
  requirePermissions(permissions: Permissions): void
}

/**
 * Decides whether a request is processed: it authenticates the client, counts the request against the limits, and checks
 * the endpoint's permissions.
 * @param permissions Those of the endpoint, if there is one and they do not depend on the body.
 * @throws GraphError with status 401, 429 or 403.
 */
export type Authorize = (
  request: Request,
  target: Target,
  now: number,
  permissions: Permissions | undefined,
) => AuthorizedClient

export function createAuthorize({ auth, throttle, appId, tenantId }: AuthorizeParts): Authorize {
  const authenticate = createAuthenticator(auth)

  const countRequest = ({ method }: Request, target: Target, now: number, { claims }: Credentials) => {
    // The requests of a batch are counted instead of the batch.
    if (!throttle || isBatch(target)) return
    const excess = throttle.count(
      {
        method,
        segments: target.segments.map((segment) => segment.toLowerCase()),
        isLaterPage: /[?&](\$|%24)?skip(token)?=/i.test(target.search),
        appId: claims?.appId ?? appId,
        tenantId: claims?.tenantId ?? tenantId,
      },
      now,
    )
    if (excess) throw graphErrors.throttled(excess.limit, excess.retryAfter)
  }

  return (request, target, now, permissions) => {
    // Graph's tokens and limits do not apply to what other services serve, such as recordings.
    if (!isGraphs(target)) {
      return { bearerToken: readBearer(request.headers.get('authorization')), appId, requirePermissions: () => {} }
    }
    const credentials = authenticate(request, now)
    countRequest(request, target, now, credentials)
    const client: AuthorizedClient = {
      bearerToken: credentials.token,
      appId: credentials.claims?.appId ?? appId,
      requirePermissions(needed) {
        if (auth === 'permissions') requirePermissions(credentials.claims, needed, tenantId)
      },
    }
    if (permissions) client.requirePermissions(permissions)
    return client
  }
}
