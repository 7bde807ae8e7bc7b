import { Collection } from '@msw/data'
import * as v from 'valibot'
import type { JsonObject } from '../src/engine/values/json.ts'
import type { Emulator, Population } from '../src/index.ts'
import { GRAPH, succeed } from './graph.ts'
import { type Line, microseconds, times } from './line.ts'
import { compare, elapsed, type Side } from './measure.ts'
import { createFullWorld, createQuietEmulator, FULL_PAST, type FullWorld, RECORD_EVERY_MS } from './worlds.ts'

const MANY = 100_000
const PAGE = 60
const SPAN_MS = 24 * 60 * 60_000
/** The number of pages that start a full time span. */
const PAGES = 1_600

export const records: readonly Line[] = [
  {
    what: 'page of 60 of 100,000 records, filtered, ordered',
    budget: '≤ 1.3 × JSON.stringify of that page, uncached',
    async measure() {
      const world = await createFullWorld(MANY)
      const page = await readPage(world, inTheMiddle())
      const stringify: Side = { run: () => JSON.stringify(page) }
      const cached = await compare(readPages(world, inTheMiddle), stringify, { batch: 5 })
      // Every page is a different one, so that nothing is cached.
      const uncached = await compare(readPages(world, scatter), stringify, { batch: 1, forMs: 600 })
      return {
        measured: times(cached.ratio),
        met: cached.ratio <= 1.3,
        notes: [
          `emulator.fetch of a cached page ${microseconds(cached.one)}, JSON.stringify ${microseconds(cached.other)}`,
          `of an uncached page: ${times(uncached.ratio)}, ${microseconds(uncached.one)}; its records are built from the calls`,
        ],
      }
    },
  },
  {
    what: 'the same page in @msw/data',
    budget: '≥ 100 × as long as in the emulator',
    async measure() {
      const world = await createFullWorld(MANY)
      const filled = await createCollection(world, await readPage(world, inTheMiddle()))
      const turns = { batch: 1, forMs: 3_000 }
      const find = (toPage: (turn: number) => number) => findPages(filled, world, toPage)
      const cached = await compare(find(inTheMiddle), repeated(readPages(world, inTheMiddle)), turns)
      const uncached = await compare(find(scatter), readPages(world, scatter), turns)
      const ratio = cached.ratio * REPEATS
      return {
        measured: times(ratio),
        met: ratio >= 100,
        notes: [
          `findMany ${microseconds(cached.one)}, emulator.fetch ${microseconds(cached.other / REPEATS)}; ${MANY.toLocaleString('en')} records each`,
          `uncached pages: ${times(uncached.ratio)}; @msw/data stores finished records`,
          // Filled in another order, its pages would be wrong: it takes the first 60 matches and sorts only those.
          `@msw/data was filled in order of time in ${(filled.inMs / 1_000).toFixed(1)} s`,
        ],
      }
    },
  },
]

export const past: readonly Line[] = [
  {
    what: 'generating 100,000 past records',
    budget: '≤ 5 s',
    async measure() {
      const emulator = createQuietEmulator()
      let population: Population = { records: 0, people: [] }
      const ms = await elapsed(async () => {
        population = emulator.populate(FULL_PAST)
      })
      const { records: count, people } = population
      const seconds = ((ms / count) * MANY) / 1_000
      const figures: string[] = []
      for (const filter of ['startDateTime ge 2025-12-08', `participants_v2/any(p:p/id eq '${people[40]?.id}')`]) {
        const all = await readNext(emulator, `${GRAPH}/callRecords?$filter=${encodeURIComponent(filter)}`, 40)
        figures.push(`${microseconds(all.each)} for each of ${all.count} uncached pages, by ${filter.slice(0, 15)}`)
      }
      const day = await readLog(emulator, 1)
      const all = await readLog(emulator, 30)
      figures.push(`getPstnCalls: ${microseconds(day)} for a page of one day, ${microseconds(all)} for one of 30 days`)
      return {
        measured: `${seconds.toFixed(1)} s`,
        met: seconds <= 5,
        notes: [`${count.toLocaleString('en')} records in ${(ms / 1_000).toFixed(1)} s`, ...figures],
      }
    },
  },
]

/** @returns the mean time in microseconds for the first page of the last days. */
async function readLog(emulator: Emulator, days: number): Promise<number> {
  const [from, to] = [emulator.clock.now() - days * SPAN_MS, emulator.clock.now()].map((at) =>
    new Date(at).toISOString(),
  )
  const url = `${GRAPH}/callRecords/getPstnCalls(fromDateTime=${from},toDateTime=${to})`
  const ms = await elapsed(async () => {
    for (let time = 0; time < 10; time += 1) await succeed(emulator.fetch(url))
  })
  return ms * 100
}

/** Follows the next links. @returns the number of pages, and the mean time of one in microseconds. */
async function readNext(emulator: Emulator, first: string, most: number) {
  let url: string | undefined = first
  let count = 0
  const ms = await elapsed(async () => {
    for (; url !== undefined && count < most; count += 1) {
      const body: JsonObject = await (await succeed(emulator.fetch(url))).json()
      const next = body['@odata.nextLink']
      url = typeof next === 'string' ? next : undefined
    }
  })
  return { count, each: (ms * 1_000) / count }
}

/** All pages in a scattered order. */
function scatter(turn: number): number {
  if (turn >= PAGES) throw new Error(`all ${PAGES} pages have been read: the measurement took too many rounds`)
  return (turn * 7_919) % PAGES
}

function inTheMiddle(): number {
  return PAGES / 2
}

/**
 * Repeats a request: a single one would mostly wait for memory that findMany has evicted from the processor's caches.
 */
function repeated(side: Side): Side {
  return {
    async run(index) {
      for (let time = 0; time < REPEATS; time += 1) await side.run(index)
    },
  }
}

const REPEATS = 50

function readPages(world: FullWorld, toPage: (turn: number) => number): Side {
  let turn = 0
  return {
    run() {
      turn += 1
      return succeed(world.emulator.fetch(pageUrl(world, toPage(turn))))
    },
  }
}

interface Page {
  readonly value: readonly JsonObject[]
}

async function readPage(world: FullWorld, page: number): Promise<Page> {
  const body = await (await succeed(world.emulator.fetch(pageUrl(world, page)))).json()
  if (body.value.length !== PAGE) throw new Error(`a page has ${body.value.length} records, expected ${PAGE}`)
  return body
}

function pageUrl(world: FullWorld, page: number): string {
  const { from, to } = spanOf(world, page)
  const filter = `startDateTime ge ${new Date(from).toISOString()} and startDateTime lt ${new Date(to).toISOString()}`
  return `${GRAPH}/callRecords?$filter=${encodeURIComponent(filter)}`
}

/** A day, of which the first page is requested. */
function spanOf({ firstStart }: FullWorld, page: number): { readonly from: number; readonly to: number } {
  const from = firstStart + page * PAGE * RECORD_EVERY_MS
  return { from, to: from + SPAN_MS }
}

interface StoredRecord {
  readonly id: string
  readonly startDateTime: number
  readonly others: JsonObject
}

/** The schema accepts everything, because validation is not compared. */
async function createCollection({ plain }: FullWorld, { value: [others = {}] }: Page) {
  const collection = new Collection({ schema: v.custom<StoredRecord>(() => true) })
  const inMs = await elapsed(async () => {
    for (const { id, startAt } of plain.callRecords) {
      await collection.create({ id, startDateTime: startAt, others: { ...others } })
    }
  })
  return { collection, inMs }
}

function findPages(
  { collection }: Awaited<ReturnType<typeof createCollection>>,
  world: FullWorld,
  toPage: (turn: number) => number,
): Side {
  let turn = 0
  return {
    run() {
      turn += 1
      const { from, to } = spanOf(world, toPage(turn))
      return collection.findMany((q) => q.where({ startDateTime: (at) => at >= from && at < to }), {
        take: PAGE,
        orderBy: { startDateTime: 'asc' },
      })
    },
  }
}
