import { describe, expect, it } from 'vitest'
import { readCallRecord } from '../../../src/call-records/record/read-call-record.ts'
import type { CallRecordRow } from '../../../src/call-records/rows.ts'
import { createRandom, type Random } from '../../../src/engine/chance/random.ts'
import type { Json, JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, aRecordRow } from '../sample-call.ts'

const rows = Array.from(
  { length: 20 },
  (_, index): CallRecordRow => ({
    ...aRecordRow({
      durationMs: 10_000 * (index + 1),
      entries: [{ at: 5_000, did: 'network', participantId: abbie.id, profile: index % 2 ? 'lossy' : 'mobile' }],
    }),
    id: `00000000-0000-4000-8000-0000000000${10 + index}`,
  }),
)

/** Reads records as one emulator does. */
function reader(forkRandom: Random['fork']): { read(row: CallRecordRow): JsonObject } {
  const services = { forkRandom, traceRoutes: false }
  return { read: (row) => readCallRecord({ services }, row) }
}

function readAll(seed: number, inOrder: readonly CallRecordRow[]): string[] {
  const { read } = reader(createRandom(seed).fork)
  const texts = new Map(inOrder.map((row) => [row.id, JSON.stringify(read(row))]))
  return rows.map(({ id }) => texts.get(id) ?? '')
}

describe('the numbers of call records', () => {
  it('are the same for the same seed, and different for another seed', () => {
    expect(readAll(7, rows)).toEqual(readAll(7, rows))
    expect(readAll(7, rows)).not.toEqual(readAll(8, rows))
  })

  it('do not depend on the order in which records are read', () => {
    expect(readAll(7, [...rows].reverse())).toEqual(readAll(7, rows))
    expect(
      readAll(
        7,
        rows.toSorted((a, b) => (a.endAt % 7) - (b.endAt % 7)),
      ),
    ).toEqual(readAll(7, rows))
  })

  it('differ from record to record', () => {
    const { read } = reader(createRandom(7).fork)
    const [one, other] = ['a', 'b'].map((id) =>
      JSON.stringify(read({ ...aRecordRow(), id })).replaceAll(`"id":"${id}"`, ''),
    )
    expect(one).not.toBe(other)
  })

  it('are kept with the record until its row changes', () => {
    const { read } = reader(createRandom(7).fork)
    const row = aRecordRow()
    expect(read(row)).toBe(read(row))
    expect(read({ ...row, version: 2 })).toEqual({ ...read(row), version: 2 })
  })

  it('are integers or have at most six decimal digits, so that all JavaScript engines agree', () => {
    const whole = createRandom(7)
    const fork = (label: string) => {
      const { int, pick } = whole.fork(label)
      const refuse = () => expect.unreachable()
      return { ...whole, int, pick, chance: refuse, bytes: refuse, fork: refuse }
    }
    const { read } = reader(fork)
    for (const number of rows.flatMap((row) => numbersIn(read(row)))) expect(Number(number.toFixed(6))).toBe(number)
  })
})

function numbersIn(value: Json | undefined): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}
