import { getResponse, http } from 'msw'
import { GRAPH, NEW_CALL, succeed } from './graph.ts'
import { type Finding, type Line, microseconds, times } from './line.ts'
import { type Comparison, compare, type Side } from './measure.ts'
import { createQuietEmulator, placeCall } from './worlds.ts'

export const requests: readonly Line[] = [
  {
    what: 'GET one call, via getResponse',
    budget: '≤ 1.20 × a static handler of the same bytes',
    async measure() {
      const { viaMsw, response } = await getCall()
      const bytes = await response.arrayBuffer()
      const handlers = [http.get(`${GRAPH}/calls/:id`, () => new Response(bytes))]
      const url = `${GRAPH}/calls/${crypto.randomUUID()}`
      return toFinding(await compare(viaMsw, { run: () => getResponse(handlers, new Request(url)) }), 1.2)
    },
  },
  {
    what: 'POST create a call, validated, via getResponse',
    budget: '≤ 1.40 × a static handler that parses the same body',
    async measure() {
      const { viaMsw, response } = await createCall()
      const bytes = await response.arrayBuffer()
      const parseAndRespond = async ({ request }: { readonly request: Request }) => {
        await request.json()
        return new Response(bytes, { status: 201 })
      }
      const handlers = [http.post(`${GRAPH}/calls`, parseAndRespond)]
      const run = () => getResponse(handlers, new Request(`${GRAPH}/calls`, NEW_CALL))
      return toFinding(await compare(viaMsw, { run }), 1.4)
    },
  },
  {
    what: 'emulator.fetch',
    budget: '≤ 0.6 × the same request via getResponse',
    async measure() {
      const get = await getCall()
      const create = await createCall()
      const got = await compare(get.viaFetch, get.viaMsw)
      const created = await compare(create.viaFetch, create.viaMsw)
      return {
        measured: `GET ${times(got.ratio)}, POST ${times(created.ratio)}`,
        met: Math.max(got.ratio, created.ratio) <= 0.6,
        notes: [`GET ${inMicroseconds(got)}, POST ${inMicroseconds(created)}`],
      }
    },
  },
]

/** A request on the two ways into the emulator. */
interface Ways {
  readonly viaMsw: Side
  readonly viaFetch: Side
  readonly response: Response
}

async function getCall(): Promise<Ways> {
  const emulator = createQuietEmulator()
  const handlers = [...emulator.handlers]
  const url = `${GRAPH}/calls/${await placeCall(emulator)}`
  return {
    viaMsw: { run: () => getResponse(handlers, new Request(url)) },
    viaFetch: { run: () => emulator.fetch(url) },
    response: await succeed(emulator.fetch(url)),
  }
}

/** The world is emptied before each batch. Otherwise heap sizes would be compared. */
async function createCall(): Promise<Ways> {
  const emulator = createQuietEmulator()
  const handlers = [...emulator.handlers]
  const url = `${GRAPH}/calls`
  const beginning = emulator.snapshot()
  const before = () => emulator.restore(beginning)
  return {
    viaMsw: { before, run: () => getResponse(handlers, new Request(url, NEW_CALL)) },
    viaFetch: { before, run: () => emulator.fetch(url, NEW_CALL) },
    response: await succeed(emulator.fetch(url, NEW_CALL)),
  }
}

function toFinding(comparison: Comparison, limit: number): Finding {
  const { ratio } = comparison
  return { measured: times(ratio), met: ratio <= limit, notes: [inMicroseconds(comparison)] }
}

function inMicroseconds({ one, other }: Comparison): string {
  return `${microseconds(one)} to ${microseconds(other)}`
}
