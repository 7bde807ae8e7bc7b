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
    budget: '≤ 1.25 × for every operation',
    async measure() {
      const large = await createFullWorld(MANY)
      const small = await createFullWorld(FEW)
      const results: { name: string; ratio: number; note: string }[] = []
      for (const operation of OPERATIONS) {
        const { ratio, one, other } = await compare(toSide(operation, large), toSide(operation, small), {
          batch: BATCH,
          forMs: 1_200,
        })
        const note = `${operation.name} ${times(ratio)} (${microseconds(one)} to ${microseconds(other)})`
        results.push({ name: operation.name, ratio, note })
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
      const note = `one member of any call, drawn from all: ${microseconds(one)} to ${microseconds(other)}`
      return { measured: times(ratio), met: ratio <= 2.2, notes: [note] }
    },
  },
]

interface Operation {
  readonly name: string
  /** What its URLs name: calls, or records, or what is put into the world before each batch. */
  readonly of: 'calls' | 'callRecords' | ((emulator: Emulator) => string)
  readonly path: (id: string, world: FullWorld) => string
  readonly init?: RequestInit
}

const OPERATIONS: readonly Operation[] = [
  { name: 'GET call', of: 'calls', path: (id) => `/calls/${id}` },
  { name: 'POST call', of: 'calls', path: () => '/calls', init: NEW_CALL },
  { name: 'DELETE call', of: 'calls', path: (id) => `/calls/${id}`, init: DELETE },
  { name: 'answer', of: ringAtApp, path: (id) => `/calls/${id}/answer`, init: ANSWER },
  { name: 'reject', of: ringAtApp, path: (id) => `/calls/${id}/reject`, init: withBody({ reason: 'busy' }) },
  { name: 'keepAlive', of: 'calls', path: (id) => `/calls/${id}/keepAlive`, init: { method: 'POST' } },
  {
    name: 'recordResponse',
    of: 'calls',
    path: (id) => `/calls/${id}/recordResponse`,
    init: withBody({ clientContext: 'bench' }),
  },
  { name: 'list operations', of: 'calls', path: (id) => `/calls/${id}/operations` },
  { name: 'GET record', of: 'callRecords', path: (id) => `/callRecords/${id}` },
  { name: 'POST record', of: 'callRecords', path: () => '/callRecords', init: withBody({ type: 'peerToPeer' }) },
  {
    name: 'PATCH record',
    of: 'callRecords',
    path: (id) => `/callRecords/${id}`,
    init: withBody({ modalities: ['audio'] }, 'PATCH'),
  },
  { name: 'DELETE record', of: 'callRecords', path: (id) => `/callRecords/${id}`, init: DELETE },
  { name: 'list sessions', of: 'callRecords', path: (id) => `/callRecords/${id}/sessions` },
  { name: 'list participants', of: 'callRecords', path: (id) => `/callRecords/${id}/participants_v2` },
  { name: 'list records', of: 'callRecords', path: (_, world) => `/callRecords?$filter=${span(world, filterBy)}` },
  {
    name: 'getPstnCalls',
    of: 'callRecords',
    path: (_, world) => `/callRecords/getPstnCalls(${span(world, argumentsFor)})`,
  },
]

function ringAtApp(emulator: Emulator): string {
  return emulator.incomingCall({ callbackUri: CALLBACK }).id
}

/** A hundred records in the middle of the world, however large. */
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

function toSide({ of, path, init }: Operation, world: FullWorld): Side {
  const { emulator, beginning } = world
  let urls: string[] = []
  return {
    before() {
      emulator.restore(beginning)
      const ids = typeof of === 'string' ? world[of].slice(0, BATCH) : Array.from({ length: BATCH }, () => of(emulator))
      urls = ids.map((id) => GRAPH + path(id, world))
    },
    run: (index) => succeed(emulator.fetch(urls[index] ?? '', init)),
  }
}

/** The store alone: no HTTP, no events, nobody to be told. */
async function updateAnyCall(count: number): Promise<Side> {
  const { plain } = await createFullWorld(count)
  const store = createStore()
  store.replace(fromPlainWorld(plain))
  let turn = 0
  return {
    run() {
      // A prime stride visits all rows, and never neighbours.
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
