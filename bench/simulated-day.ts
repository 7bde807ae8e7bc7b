import { createEmulator } from '../src/index.ts'
import { CALLBACK, DELETE, GRAPH, NEW_CALL, succeed } from './graph.ts'

const CALLS = 10_000
const DAY_MS = 24 * 60 * 60_000
const IN_PROGRESS = 20

/** What a day was like. */
export interface Day {
  readonly ms: number
  readonly notified: number
}

/**
 * 10,000 calls in the course of a day: each is dialled, answered after two seconds, hung up after about three minutes,
 * and leaves a record. It runs in any engine. @param listening Whether the app receives what it is told.
 */
export async function simulateDay(listening: boolean): Promise<Day> {
  const emulator = createEmulator({ seed: 7, clock: 'manual' })
  let notified = 0
  if (listening) {
    emulator.receive(CALLBACK, async (request) => {
      await request.json()
      notified += 1
    })
  }
  const start = performance.now()
  const ids: string[] = []
  for (let dialled = 0; dialled < CALLS; dialled += 1) {
    const { id } = await (await succeed(emulator.fetch(`${GRAPH}/calls`, NEW_CALL))).json()
    ids.push(id)
    if (ids.length > IN_PROGRESS) await succeed(emulator.fetch(`${GRAPH}/calls/${ids.shift()}`, DELETE))
    await emulator.clock.advance(DAY_MS / CALLS)
  }
  for (const id of ids) await succeed(emulator.fetch(`${GRAPH}/calls/${id}`, DELETE))
  await emulator.clock.runToIdle()
  const ms = performance.now() - start

  const { size } = emulator.store.getState().callRecords
  if (size !== CALLS) throw new Error(`the day left ${size} records, not ${CALLS}`)
  return { ms, notified }
}
