import { createServer } from 'node:http'
import { createEmulator } from '../../src/index.ts'

/**
 * Serves an emulator by HTTP, at an origin that no test page has. It ends with the process.
 * @returns its origin.
 */
export async function serveEmulator(): Promise<string> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { method = 'GET', url = '/' } = incoming
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)])
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}
    const answer = await emulator.fetch(origin + url, { method, headers, ...body })
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
    outgoing.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const emulator = createEmulator({ seed: 7, clock: 'manual', auth: 'required', hosts: [origin] })
  return origin
}
