import { decodeSegment } from '../../graph/http/request/decode-segment.ts'
import type { Emulator } from '../../index.ts'
import { CONTROL_ROUTES, type ControlRoute } from './control-routes.ts'
import { NotFoundError } from './not-found-error.ts'

const ROOT = '/emulator'
/** The emulator serves recordings below this path; they are no control requests. */
const RECORDINGS = `${ROOT}/recordings/`

/**
 * Handles a request to the control API, such as `POST /emulator/clock/advance` with the body `"2s"`.
 *
 * @returns undefined for any other request.
 */
export async function handleControlRequest(emulator: Emulator, request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  if (!isControlPath(pathname)) return undefined
  const origin = request.headers.get('origin')
  const response = await runRoute(emulator, request, pathname.slice(ROOT.length))
  if (origin !== null) allowOrigin(response.headers, origin)
  return response
}

export function isControlPath(pathname: string): boolean {
  return (pathname === ROOT || pathname.startsWith(`${ROOT}/`)) && !pathname.startsWith(RECORDINGS)
}

/** The maximum size of the body of a control request, in bytes: the emulator's choice. Snapshots are large. */
export const CONTROL_BODY_LIMIT = 256 * 1024 * 1024

async function runRoute(emulator: Emulator, request: Request, path: string): Promise<Response> {
  const { method } = request
  if (method === 'OPTIONS') return new Response(null, { status: 204 })
  if (path === '' || path === '/') return Response.json(listRoutes())
  const found = findRoute(method, path)
  if (!found) {
    return errorResponse(
      404,
      'NotFound',
      `There is no ${method} ${ROOT}${path}. GET ${ROOT} lists all control requests.`,
    )
  }
  if (Number(request.headers.get('content-length')) > CONTROL_BODY_LIMIT) {
    return errorResponse(
      413,
      'RequestEntityTooLarge',
      `The body of ${method} ${ROOT}${path} is larger than ${CONTROL_BODY_LIMIT} bytes. Send a smaller body.`,
    )
  }
  const text = await request.text()
  const body = parseJson(text)
  if (text !== '' && body === undefined) {
    return errorResponse(
      400,
      'BadRequest',
      `The body of ${method} ${ROOT}${path} is not JSON. Send JSON, such as "2s" in quotes.`,
    )
  }
  try {
    const result = await found.route.run(emulator, body, found.params)
    return result === undefined ? new Response(null, { status: 204 }) : Response.json(result)
  } catch (error) {
    return toErrorResponse(error)
  }
}

function listRoutes() {
  return { controls: CONTROL_ROUTES.map(({ method, path, does }) => ({ request: `${method} ${ROOT}${path}`, does })) }
}

function findRoute(method: string, path: string): { route: ControlRoute; params: Record<string, string> } | undefined {
  const segments = path.split('/')
  for (const route of CONTROL_ROUTES) {
    const pattern = route.path.split('/')
    if (route.method !== method || pattern.length !== segments.length) continue
    const params: Record<string, string> = {}
    const isMatch = pattern.every((part, index) => {
      if (!part.startsWith(':')) return part === segments[index]
      params[part.slice(1)] = decodeSegment(segments[index] ?? '')
      return true
    })
    if (isMatch) return { route, params }
  }
  return undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The emulator throws TypeError and RangeError for invalid arguments, and other errors for what is not possible now. */
function toErrorResponse(error: unknown): Response {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof NotFoundError) return errorResponse(404, 'NotFound', message)
  const isInvalid = error instanceof TypeError || error instanceof RangeError
  return isInvalid ? errorResponse(400, 'BadRequest', message) : errorResponse(409, 'Conflict', message)
}

function errorResponse(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status })
}

function allowOrigin(headers: Headers, origin: string): void {
  headers.set('Access-Control-Allow-Origin', origin)
  headers.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE')
  headers.set('Access-Control-Allow-Headers', 'Content-Type')
  headers.set('Vary', 'Origin')
}
