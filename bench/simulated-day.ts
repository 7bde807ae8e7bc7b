import { DAY_MS } from '../src/engine/time/units.ts'
import { createEmulator } from '../src/index.ts'
import { CALLBACK, DELETE, GRAPH, NEW_CALL, succeed } from './graph.ts'

const CALLS = 10_000
const IN_PROGRESS = 20

export interface Day {
  readonly ms: number
  readonly notified: number
}

/**
 * Simulates 10,000 calls over a day: each is placed, answered after two seconds, hung up after about three minutes, and
 * leaves a call record. Runs in any engine.
 *
 * @param withReceiver Whether the app has a receiver for notifications.
 */
export async function simulateDay(withReceiver: boolean): Promise<Day> {
  const emulator = createEmulator({ seed: 7, clock: 'manual' })
  let notified = 0
  if (withReceiver) {
    emulator.receive(CALLBACK, async (request) => {
      await request.json()
      notified += 1
    })
  }
  const start = performance.now()
  const ids: string[] = []
  for (let placed = 0; placed < CALLS; placed += 1) {
    const { id } = await (await succeed(emulator.fetch(`${GRAPH}/calls`, NEW_CALL))).json()
    ids.push(id)
    if (ids.length > IN_PROGRESS) await succeed(emulator.fetch(`${GRAPH}/calls/${ids.shift()}`, DELETE))
    await emulator.clock.advance(DAY_MS / CALLS)
  }
  for (const id of ids) await succeed(emulator.fetch(`${GRAPH}/calls/${id}`, DELETE))
  await emulator.clock.runToIdle()
  const ms = performance.now() - start

  const { size } = emulator.store.getState().callRecords
  if (size !== CALLS) throw new Error(`the day left ${size} call records, expected ${CALLS}`)
  return { ms, notified }
}
