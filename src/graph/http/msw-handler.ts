import { http, type RequestHandler } from 'msw'
import type { Handle } from './pipeline.ts'

/**
 * Creates one MSW handler for all of Graph's hosts. A request that the emulator does not serve falls through to the page's
 * other handlers. An invalid request for the emulator does not: it gets an error response.
 */
export function createMswHandler(handle: Handle, hosts: readonly string[]): RequestHandler {
  const origins = hosts.map((host) => host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return http.all(new RegExp(`^(?:${origins.join('|')})/`), ({ request }) =>
    // Other handlers see such a request of a batch, as they would on its own.
    handle(request, (inner) => fetch(inner)),
  )
}
