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
      const world = createBusyClock()
      const rates: number[] = []
      for (let round = 0; round < 12; round += 1) {
        const before = world.count()
        const ms = await elapsed(() => world.advance(MEAN_DELAY_MS * 5))
        rates.push((world.count() - before) / ms / 1_000)
      }
      const rate = median(rates.slice(2)) // the first rounds warm up
      return {
        measured: `${rate.toFixed(2)} million events/s`,
        met: rate >= 1.5,
        notes: ['the clock alone, with 100,000 events in an array; each event schedules another'],
      }
    },
  },
]

/** Events that schedule each other, with an owner that costs as little as possible. */
function createBusyClock() {
  const random = createRandom(7)
  const delays = Array.from({ length: 4_096 }, () => random.int(1, 2 * MEAN_DELAY_MS))
  // An event has run long before another one needs its slot.
  const events: (DueEvent | undefined)[] = Array.from({ length: 8 * PENDING })
  let sequence = 0

  const scheduleNext = () => {
    sequence += 1
    const event = { sequence, at: clock.now() + (delays[sequence % delays.length] ?? 1), background: false }
    events[sequence % events.length] = event
    schedule(event)
  }
  const { clock, schedule } = createClock('manual', {
    pending: (number) => events[number % events.length],
    run(event) {
      events[event.sequence % events.length] = undefined
      scheduleNext()
    },
    settled: () => undefined,
    onError(error) {
      throw error
    },
  })
  for (let index = 0; index < PENDING; index += 1) scheduleNext()
  return { advance: clock.advance, count: () => sequence - PENDING }
}
