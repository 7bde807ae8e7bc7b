import type { Ids } from '../../../engine/chance/ids.ts'
import { readPreferences } from './prefer.ts'
import type { ReceivedRequest } from './received-request.ts'
import { readTarget } from './target.ts'

export interface RequestReaderParts {
  /** The origins whose requests the emulator answers. */
  readonly origins: ReadonlySet<string>
  readonly strict: boolean
  readonly now: () => number
  readonly ids: Ids
}

interface RequestReader {
  /** @returns the target of a request that the emulator serves, otherwise `undefined`. */
  targetOf(request: Request): ReceivedRequest['target'] | undefined
  /** Reads everything but the body, and gives the request its id. */
  read(
    request: Request,
    target: ReceivedRequest['target'],
    turn: Pick<ReceivedRequest, 'sendInner' | 'endTurn'>,
  ): ReceivedRequest
}

export function createRequestReader({ origins, strict, now, ids }: RequestReaderParts): RequestReader {
  const intern = createTextPool()
  return {
    targetOf(request) {
      const url = new URL(request.url)
      return origins.has(url.origin) ? readTarget(url, strict) : undefined
    },
    read(request, target, turn) {
      const requestId = ids.guid()
      return {
        request,
        target,
        now: now(),
        requestId,
        clientRequestId: request.headers.get('client-request-id') ?? requestId,
        serviceRoot: intern(target === 'invalidVersion' ? new URL(request.url).origin : target.serviceRoot),
        preferences: readPreferences(request.headers.get('prefer')),
        ...turn,
      }
    },
  }
}

/**
 * Creates a function that returns the same string for equal texts. A call keeps its service root, and a text that was cut
 * out of a request's URL would keep the whole URL in memory.
 */
function createTextPool(): (text: string) => string {
  const pool = new Map<string, string>()
  return (text) => {
    const first = pool.get(text)
    if (first === undefined) pool.set(text, text)
    return first ?? text
  }
}
