import type { Emulator } from '../src/index.ts'
import { createStore, fromPlainWorld } from '../src/modules.ts'
import { ANSWER, CALLBACK, DELETE, GRAPH, NEW_CALL, succeed, withBody } from './graph.ts'
import { type Line, microseconds, times } from './line.ts'
import { compare, type Side } from './measure.ts'
import { createFullWorld, type FullWorld, RECORD_EVERY_MS } from './worlds.ts'

const MANY = 100_000
const FEW = 100
const BATCH = 20

export const growth: readonly Line[] = [
  {
    what: 'growth from 100 to 100,000 calls, over HTTP',
    budget: '≤ 1.25 × for every endpoint',
    async measure() {
      const large = await createFullWorld(MANY)
      const small = await createFullWorld(FEW)
      const results: { name: string; ratio: number; note: string }[] = []
      for (const request of REQUESTS) {
        const { ratio, one, other } = await compare(toSide(request, large), toSide(request, small), {
          batch: BATCH,
          forMs: 1_200,
        })
        const note = `${request.name} ${times(ratio)} (${microseconds(one)} to ${microseconds(other)})`
        results.push({ name: request.name, ratio, note })
      }
      const worst = results.reduce((known, other) => (other.ratio > known.ratio ? other : known))
      const within = results.filter(({ ratio }) => ratio <= 1.25).length
      return {
        measured: `${times(worst.ratio)} (${worst.name}); ${within} of ${results.length} within`,
        met: within === results.length,
        notes: results.map(({ note }) => note),
      }
    },
  },
  {
    what: 'growth of the bare store mutation',
    budget: '≤ 2.2 × from 100 to 100,000 calls',
    async measure() {
      const { ratio, one, other } = await compare(await updateAnyCall(MANY), await updateAnyCall(FEW), { batch: 100 })
      const note = `one member of a random call: ${microseconds(one)} to ${microseconds(other)}`
      return { measured: times(ratio), met: ratio <= 2.2, notes: [note] }
    },
  },
]

interface MeasuredRequest {
  readonly name: string
  /** The ids in its URLs: calls, call records, or what is created before each batch. */
  readonly ids: 'calls' | 'callRecords' | ((emulator: Emulator) => string)
  readonly path: (id: string, world: FullWorld) => string
  readonly init?: RequestInit
}

const REQUESTS: readonly MeasuredRequest[] = [
  { name: 'GET call', ids: 'calls', path: (id) => `/calls/${id}` },
  { name: 'POST call', ids: 'calls', path: () => '/calls', init: NEW_CALL },
  { name: 'DELETE call', ids: 'calls', path: (id) => `/calls/${id}`, init: DELETE },
  { name: 'answer', ids: startIncomingCall, path: (id) => `/calls/${id}/answer`, init: ANSWER },
  { name: 'reject', ids: startIncomingCall, path: (id) => `/calls/${id}/reject`, init: withBody({ reason: 'busy' }) },
  { name: 'keepAlive', ids: 'calls', path: (id) => `/calls/${id}/keepAlive`, init: { method: 'POST' } },
  {
    name: 'recordResponse',
    ids: 'calls',
    path: (id) => `/calls/${id}/recordResponse`,
    init: withBody({ clientContext: 'bench' }),
  },
  { name: 'list operations', ids: 'calls', path: (id) => `/calls/${id}/operations` },
  { name: 'GET record', ids: 'callRecords', path: (id) => `/callRecords/${id}` },
  { name: 'POST record', ids: 'callRecords', path: () => '/callRecords', init: withBody({ type: 'peerToPeer' }) },
  {
    name: 'PATCH record',
    ids: 'callRecords',
    path: (id) => `/callRecords/${id}`,
    init: withBody({ modalities: ['audio'] }, 'PATCH'),
  },
  { name: 'DELETE record', ids: 'callRecords', path: (id) => `/callRecords/${id}`, init: DELETE },
  { name: 'list sessions', ids: 'callRecords', path: (id) => `/callRecords/${id}/sessions` },
  { name: 'list participants', ids: 'callRecords', path: (id) => `/callRecords/${id}/participants_v2` },
  { name: 'list records', ids: 'callRecords', path: (_, world) => `/callRecords?$filter=${span(world, filterBy)}` },
  {
    name: 'getPstnCalls',
    ids: 'callRecords',
    path: (_, world) => `/callRecords/getPstnCalls(${span(world, argumentsFor)})`,
  },
]

function startIncomingCall(emulator: Emulator): string {
  return emulator.incomingCall({ callbackUri: CALLBACK }).id
}

/** The time span of a hundred records in the middle, whatever the size of the world. */
function span({ plain, firstStart }: FullWorld, toText: (from: string, to: string) => string): string {
  const from = firstStart + (plain.callRecords.length / 2 - FEW / 2) * RECORD_EVERY_MS
  return toText(new Date(from).toISOString(), new Date(from + FEW * RECORD_EVERY_MS).toISOString())
}

function filterBy(from: string, to: string): string {
  return encodeURIComponent(`startDateTime ge ${from} and startDateTime lt ${to}`)
}

function argumentsFor(from: string, to: string): string {
  return `fromDateTime=${from},toDateTime=${to}`
}

function toSide({ ids: source, path, init }: MeasuredRequest, world: FullWorld): Side {
  const { emulator, beginning } = world
  let urls: string[] = []
  return {
    before() {
      emulator.restore(beginning)
      const ids =
        typeof source === 'string'
          ? world[source].slice(0, BATCH)
          : Array.from({ length: BATCH }, () => source(emulator))
      urls = ids.map((id) => GRAPH + path(id, world))
    },
    run: (index) => succeed(emulator.fetch(urls[index] ?? '', init)),
  }
}

/** The store alone: no HTTP, no events, no notifications. */
async function updateAnyCall(count: number): Promise<Side> {
  const { plain } = await createFullWorld(count)
  const store = createStore()
  store.replace(fromPlainWorld(plain))
  let turn = 0
  return {
    run() {
      // A prime stride visits all rows, but never two adjacent ones in a row.
      turn = (turn + 7_919) % count
      const id = plain.calls[turn]?.id ?? ''
      store.transact((tx) =>
        tx.update('calls', id, (call) => {
          call.version += 1
        }),
      )
    },
  }
}
