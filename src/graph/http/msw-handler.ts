import { http, type RequestHandler } from 'msw'

/**
 * Creates one MSW handler for all of Graph's hosts. A request that the emulator does not serve falls through to the page's
 * other handlers. An invalid request for the emulator does not: it gets an error response.
 */
export function createMswHandler(
  handle: (request: Request) => Promise<Response | undefined>,
  hosts: readonly string[],
): RequestHandler {
  const origins = hosts.map((host) => host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return http.all(new RegExp(`^(?:${origins.join('|')})/`), ({ request }) => handle(request))
}
