import { isLoopback } from '../../engine/delivery/loopback.ts'
import { decodeSegment } from '../../graph/http/request/decode-segment.ts'
import type { Emulator } from '../../index.ts'
import { CONTROLS, type Control, NotFoundError } from './controls.ts'

const ROOT = '/emulator'
/** Below it the emulator itself serves what Graph serves from elsewhere. */
const RECORDINGS = `${ROOT}/recordings/`

/**
 * Answers a request that is meant for the emulator, not for Graph: `POST /emulator/clock/advance` with the body `"2s"`.
 * @returns nothing for any other request.
 */
export async function control(emulator: Emulator, request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  if ((pathname !== ROOT && !pathname.startsWith(`${ROOT}/`)) || pathname.startsWith(RECORDINGS)) return undefined
  const origin = request.headers.get('origin')
  if (origin !== null && !isOfThisMachine(origin)) {
    return refuse(403, 'Forbidden', `A page of ${origin} may not hold this world; one of this machine may.`)
  }
  const response = await answer(emulator, request, pathname.slice(ROOT.length))
  if (origin !== null) allow(response.headers, origin)
  return response
}

async function answer(emulator: Emulator, request: Request, path: string): Promise<Response> {
  const { method } = request
  if (method === 'OPTIONS') return new Response(null, { status: 204 })
  if (path === '' || path === '/') return Response.json(overview())
  const found = find(method, path)
  if (!found) {
    const asked = `There is no ${method} ${ROOT}${path}. GET ${ROOT} lists what there is.`
    return refuse(404, 'NotFound', asked)
  }
  const text = await request.text()
  const body = parse(text)
  if (text !== '' && body === undefined) return refuse(400, 'BadRequest', 'The body is not JSON.')
  try {
    const result = await found.control.run(emulator, body, found.params)
    return result === undefined ? new Response(null, { status: 204 }) : Response.json(result)
  } catch (error) {
    return toRefusal(error)
  }
}

/** What there is, for whoever asks. */
function overview() {
  return { controls: CONTROLS.map(({ method, path, does }) => ({ request: `${method} ${ROOT}${path}`, does })) }
}

function find(method: string, path: string): { control: Control; params: Record<string, string> } | undefined {
  const asked = path.split('/')
  for (const control of CONTROLS) {
    const wanted = control.path.split('/')
    if (control.method !== method || wanted.length !== asked.length) continue
    const params: Record<string, string> = {}
    const fits = wanted.every((segment, index) => {
      if (!segment.startsWith(':')) return segment === asked[index]
      params[segment.slice(1)] = decodeSegment(asked[index] ?? '')
      return true
    })
    if (fits) return { control, params }
  }
  return undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What the emulator refuses: a wrong argument by a TypeError or RangeError, what cannot be now by any other. */
function toRefusal(error: unknown): Response {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof NotFoundError) return refuse(404, 'NotFound', message)
  const isWrong = error instanceof TypeError || error instanceof RangeError
  return isWrong ? refuse(400, 'BadRequest', message) : refuse(409, 'Conflict', message)
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}

/** A site from elsewhere that is open in a browser must not change what is emulated here. */
function isOfThisMachine(origin: string): boolean {
  const url = URL.parse(origin)
  return url !== null && isLoopback(url)
}

function allow(headers: Headers, origin: string): void {
  headers.set('Access-Control-Allow-Origin', origin)
  headers.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE')
  headers.set('Access-Control-Allow-Headers', 'Content-Type')
  headers.set('Vary', 'Origin')
}
