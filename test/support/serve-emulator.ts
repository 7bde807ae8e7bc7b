import { createServer } from 'node:http'
import { sendResponse, toFetchRequest } from '../../src/adapters/server/node-http.ts'
import { createEmulator } from '../../src/index.ts'

/**
 * Serves an emulator by HTTP at an origin other than that of the test pages. Unlike `serve`, it does not keep the process
 * running.
 * @returns its origin.
 */
export async function serveEmulator(): Promise<string> {
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', origin)
    const request = await toFetchRequest(incoming, url, new AbortController().signal, Number.POSITIVE_INFINITY)
    await sendResponse(await emulator.fetch(request), outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const emulator = createEmulator({ seed: 7, clock: 'manual', auth: 'required', hosts: [origin] })
  return origin
}
