import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../index.ts'
import { handleControlRequest } from './control-api.ts'
import { sendResponse, toFetchRequest } from './node-http.ts'

export interface ServeOptions extends EmulatorOptions {
  /** The port to listen on. Default: 0, any free port. */
  readonly port?: number
  /** The address to listen on; `'0.0.0.0'` accepts all connections. Default: `'127.0.0.1'`, this machine only. */
  readonly hostname?: string
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
  const { port = 0, hostname = '127.0.0.1', hosts = [], ...emulatorOptions } = options
  const server = createServer()
  const boundPort = await listen(server, port, hostname)
  const local = ['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}:${boundPort}`)
  const origins = [...local, ...hosts]
  try {
    const emulator = createEmulator({ ...emulatorOptions, hosts: origins })
    server.on('request', (incoming, outgoing) => void handleRequest({ emulator, origins }, incoming, outgoing))
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
}

async function handleRequest(
  { emulator, origins }: ServerContext,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) {
  const disconnected = new AbortController()
  outgoing.on('close', () => disconnected.abort())
  try {
    const url = URL.parse(incoming.url ?? '/', `http://${incoming.headers.host}`)
    if (!url || !origins.includes(url.origin)) return await sendResponse(misdirected(url?.origin, origins), outgoing)
    const request = await toFetchRequest(incoming, url, disconnected.signal)
    await sendResponse((await handleControlRequest(emulator, request)) ?? (await emulator.fetch(request)), outgoing)
  } catch {
    // The client has disconnected, or a fault rule drops the connection.
    outgoing.destroy()
  }
}

/** Rejects unknown hosts: a page of another site could reach this server by DNS rebinding. */
function misdirected(origin = 'an invalid host', origins: readonly string[]): Response {
  const message = `This server answers requests to ${origins.join(', ')}, not to ${origin}. Add the origin to the option 'hosts' (--host).`
  return Response.json({ error: { code: 'MisdirectedRequest', message } }, { status: 421 })
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
