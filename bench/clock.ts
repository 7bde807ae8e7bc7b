import { createRandom } from '../src/engine/chance/random.ts'
import { createClock } from '../src/engine/time/clock.ts'
import type { DueEvent } from '../src/engine/time/event-queue.ts'
import type { Line } from './line.ts'
import { elapsed, median } from './measure.ts'

const PENDING = 100_000
const MEAN_DELAY_MS = 50_000

export const clock: readonly Line[] = [
  {
    what: 'clock',
    budget: '≥ 1.5 million events/s, 100,000 pending',
    async measure() {
      const world = createBusyWorld()
      const rates: number[] = []
      for (let round = 0; round < 12; round += 1) {
        const before = world.happened()
        const ms = await elapsed(() => world.advance(MEAN_DELAY_MS * 5))
        rates.push((world.happened() - before) / ms / 1_000)
      }
      const rate = median(rates.slice(2)) // the first rounds warm up
      return {
        measured: `${rate.toFixed(2)} million events/s`,
        met: rate >= 1.5,
        notes: ['the clock alone, with an owner of 100,000 events in an array: each that happens puts in another'],
      }
    },
  },
]

/** Events that cause one another, and an owner that costs as little as an owner can. */
function createBusyWorld() {
  const random = createRandom(7)
  const delays = Array.from({ length: 4_096 }, () => random.int(1, 2 * MEAN_DELAY_MS))
  // An event is gone long before another one needs its place.
  const events: (DueEvent | undefined)[] = Array.from({ length: 8 * PENDING })
  let sequence = 0

  const plan = () => {
    sequence += 1
    const event = { sequence, at: clock.now() + (delays[sequence % delays.length] ?? 1), background: false }
    events[sequence % events.length] = event
    schedule(event)
  }
  const { clock, schedule } = createClock('manual', {
    pending: (number) => events[number % events.length],
    run(event) {
      events[event.sequence % events.length] = undefined
      plan()
    },
    settled: () => undefined,
    onError(error) {
      throw error
    },
  })
  for (let count = 0; count < PENDING; count += 1) plan()
  return { advance: clock.advance, happened: () => sequence - PENDING }
}
