import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../index.ts'
import { control } from './control.ts'
import { send, toRequest } from './node-http.ts'

export interface ServeOptions extends EmulatorOptions {
  /** Where to listen. Default: 0, any port that is free. */
  readonly port?: number
  /** From where connections are taken: `'0.0.0.0'` is everywhere. Default: `'127.0.0.1'`, this machine alone. */
  readonly hostname?: string
}

export interface EmulatorServer {
  /** `http://localhost:4010`: Graph's place for clients, as in `http://localhost:4010/v1.0/communications/calls`. */
  readonly url: string
  readonly emulator: Emulator
  /** Ends it: open connections are closed, and nothing happens any more. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Serves an emulator by HTTP on this machine, for bots and back ends in any language. What Graph serves is below `/v1.0`
 * and `/beta`; what the emulator's members do for JavaScript, requests below `/emulator` do: `GET /emulator` lists them.
 *
 * @param options Those of `createEmulator`, and where to listen. The `hosts` are those by which clients may call the
 * server, besides localhost: `['http://graph:4010']` for the name of a container.
 * @throws TypeError that names each wrong option. @returns once it listens; rejects when the port is taken.
 * @example
 * const server = await serve({ port: 4010, seed: 7 })
 * // A bot on this machine, in whatever language, calls http://localhost:4010/v1.0/communications/calls.
 * await server.close()
 */
export async function serve(options: ServeOptions = {}): Promise<EmulatorServer> {
  const { port = 0, hostname = '127.0.0.1', hosts = [], ...others } = options
  const server = createServer()
  const bound = await listen(server, port, hostname)
  const own = ['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}:${bound}`)
  const origins = [...own, ...hosts]
  try {
    const emulator = createEmulator({ ...others, hosts: origins })
    server.on('request', (incoming, outgoing) => void answer({ emulator, origins }, incoming, outgoing))
    const close = async () => {
      emulator[Symbol.dispose]()
      await end(server)
    }
    return { url: origins[0] ?? '', emulator, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await end(server)
    throw error
  }
}

interface Served {
  readonly emulator: Emulator
  readonly origins: readonly string[]
}

async function answer({ emulator, origins }: Served, incoming: IncomingMessage, outgoing: ServerResponse) {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  try {
    const url = URL.parse(incoming.url ?? '/', `http://${incoming.headers.host}`)
    if (!url || !origins.includes(url.origin)) return await send(misdirected(url?.origin, origins), outgoing)
    const request = await toRequest(incoming, url, gone.signal)
    await send((await control(emulator, request)) ?? (await emulator.fetch(request)), outgoing)
  } catch {
    // The client has gone, or a fault has the connection lost.
    outgoing.destroy()
  }
}

/** By another name it might be somebody else's page that asks. */
function misdirected(origin = 'nobody', origins: readonly string[]): Response {
  const message = `The emulator is called ${origins.join(', ')} here, not ${origin}. Give the option 'hosts' what clients call it.`
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

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
