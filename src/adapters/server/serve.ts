import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { isLoopback } from '../../engine/delivery/loopback.ts'
import { formatValue } from '../../engine/values/format-value.ts'
import { BODY_LIMIT } from '../../graph/http/request/body.ts'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../index.ts'
import { CONTROL_BODY_LIMIT, handleControlRequest, isControlPath } from './control-api.ts'
import { sendResponse, toFetchRequest } from './node-http.ts'

export interface ServeOptions extends EmulatorOptions {
  /** The port to listen on. Default: 0, any free port. */
  readonly port?: number
  /** The address to listen on; `'0.0.0.0'` accepts all connections. Default: `'127.0.0.1'`, this machine only. */
  readonly hostname?: string
  /**
   * Origins whose pages may send requests, besides loopback addresses and those in `hosts`: `['https://app.contoso.com']`.
   * Requests of all other pages are refused with 403. Requests without an `Origin` header come from no page.
   */
  readonly allowedOrigins?: readonly string[]
}

export interface EmulatorServer {
  /** `http://localhost:4010`: what clients use instead of `https://graph.microsoft.com`. */
  readonly url: string
  readonly emulator: Emulator
  /** Stops the server and the emulator, and closes open connections. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Serves an emulator over HTTP on this machine, for bots and back ends in any language. Graph's endpoints are below `/v1.0`
 * and `/beta`. Requests below `/emulator` call the emulator's members: `GET /emulator` lists them.
 *
 * @param options The options of `createEmulator`, and where to listen. `hosts` are further origins by which clients call the
 * server, besides localhost: `['http://graph:4010']` for the name of a container.
 * @throws TypeError that names each invalid option.
 * @returns once the server listens; rejects when the port is in use.
 * @example
 * const server = await serve({ port: 4010, seed: 7 })
 * // A bot on this machine, in whatever language, calls http://localhost:4010/v1.0/communications/calls.
 * await server.close()
 */
export async function serve(options: ServeOptions = {}): Promise<EmulatorServer> {
  const { port = 0, hostname = '127.0.0.1', hosts = [], allowedOrigins = [], ...emulatorOptions } = options
  checkOrigins({ hosts, allowedOrigins })
  const server = createServer()
  const boundPort = await listen(server, port, hostname)
  const local = ['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}:${boundPort}`)
  const origins = [...local, ...hosts]
  try {
    const emulator = createEmulator({ ...emulatorOptions, hosts: origins })
    const context = { emulator, origins, allowedOrigins: [...origins, ...allowedOrigins] }
    server.on('request', (incoming, outgoing) => void handleRequest(context, incoming, outgoing))
    const close = async () => {
      emulator[Symbol.dispose]()
      await closeServer(server)
    }
    return { url: origins[0] ?? '', emulator, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await closeServer(server)
    throw error
  }
}

interface ServerContext {
  readonly emulator: Emulator
  readonly origins: readonly string[]
  readonly allowedOrigins: readonly string[]
}

async function handleRequest(
  { emulator, origins, allowedOrigins }: ServerContext,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const disconnected = new AbortController()
  outgoing.on('close', () => disconnected.abort())
  try {
    const url = URL.parse(incoming.url ?? '/', `http://${incoming.headers.host}`)
    if (!url || !origins.includes(url.origin)) return await sendResponse(misdirected(url?.origin, origins), outgoing)
    const { origin } = incoming.headers
    if (origin !== undefined && !isAllowed(origin, allowedOrigins))
      return await sendResponse(forbidden(origin), outgoing)
    const limit = isControlPath(url.pathname) ? CONTROL_BODY_LIMIT : BODY_LIMIT
    const request = await toFetchRequest(incoming, url, disconnected.signal, limit)
    await sendResponse((await handleControlRequest(emulator, request)) ?? (await emulator.fetch(request)), outgoing)
  } catch {
    // The client has disconnected, or a fault rule drops the connection.
    outgoing.destroy()
  } finally {
    // Discards the rest of a body that is too large. The client may only read the response once it has sent everything.
    incoming.resume()
  }
}

/** Rejects unknown hosts: a page of another site could reach this server by DNS rebinding. */
function misdirected(origin = 'an invalid host', origins: readonly string[]): Response {
  const message = `This server answers requests to ${origins.join(', ')}, not to ${origin}. Add the origin to the option 'hosts' (--host).`
  return Response.json({ error: { code: 'MisdirectedRequest', message } }, { status: 421 })
}

/** Any website that is open in a browser can send requests to this machine. `null` is the origin of a sandboxed page. */
function isAllowed(origin: string, allowedOrigins: readonly string[]): boolean {
  const url = URL.parse(origin)
  return allowedOrigins.includes(origin) || (url !== null && isLoopback(url))
}

function forbidden(origin: string): Response {
  const message = `Pages from ${origin} may not send requests to the emulator, because any website could. Allowed are pages of this machine (localhost) and those in the option 'allowedOrigins' (--allow-origin): add the origin there.`
  return Response.json({ error: { code: 'Forbidden', message } }, { status: 403 })
}

/** @throws TypeError that names each value that is not an origin. */
function checkOrigins(options: Readonly<Record<'hosts' | 'allowedOrigins', readonly string[]>>): void {
  const problems = Object.entries(options).flatMap(([name, origins]) =>
    origins.flatMap((origin, index) =>
      URL.parse(origin)?.origin === origin ? [] : [`'${name}[${index}]': ${formatValue(origin)} is not an origin`],
    ),
  )
  if (problems.length === 0) return
  throw new TypeError(`serve: ${problems.join('; ')}. Use origins such as 'https://app.contoso.com', without a path.`)
}

function listen(server: Server, port: number, hostname: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, hostname, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
