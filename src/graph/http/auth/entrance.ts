import { GraphError } from '../../errors/errors.ts'
import type { Throttle } from '../../throttling/throttle.ts'
import { isBatch, isGraphs, type Target } from '../request/target.ts'
import { type Credentials, type Gate, readBearer } from './gate.ts'

interface EntranceParts {
  readonly gate: Gate
  readonly throttle: Throttle | undefined
  /** The app and the tenant that a token speaks for which names none. */
  readonly appId: string
  readonly tenantId: string
}

/** @throws GraphError for a request whose token is not good, and for one that is one too many. */
export type LetIn = (request: Request, target: Target, now: number) => Credentials

export function createEntrance({ gate, throttle, appId, tenantId }: EntranceParts): LetIn {
  return (request, target, now) => {
    if (!isGraphs(target)) return { token: readBearer(request.headers.get('authorization')), claims: undefined }
    const caller = gate.enter(request, now)
    // Of a batch, its requests are counted.
    if (!throttle || isBatch(target)) return caller
    const excess = throttle.admit(
      {
        method: request.method,
        segments: target.segments.map((segment) => segment.toLowerCase()),
        isLaterPage: /[?&](\$|%24)?skip(token)?=/i.test(target.search),
        appId: caller.claims?.appId ?? appId,
        tenantId: caller.claims?.tenantId ?? tenantId,
      },
      now,
    )
    if (!excess) return caller
    const { limit, retryAfter } = excess
    throw new GraphError('throttled').withHeaders({ 'Retry-After': String(retryAfter) }).withHint(`limit of ${limit}`)
  }
}
