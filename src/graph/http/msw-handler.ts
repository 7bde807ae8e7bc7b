import { http, type RequestHandler } from 'msw'

/**
 * One MSW handler for all of Graph's hosts. A request that is not the emulator's falls through to the page's other
 * handlers; one that is never does, whatever is wrong with it.
 */
export function createMswHandler(
  handle: (request: Request) => Promise<Response | undefined>,
  hosts: readonly string[],
): RequestHandler {
  const origins = hosts.map((host) => host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return http.all(new RegExp(`^(?:${origins.join('|')})/`), ({ request }) => handle(request))
}
