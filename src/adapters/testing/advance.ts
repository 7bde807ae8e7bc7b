import { nextTurn } from '../../engine/time/next-turn.ts'
import type { Duration, Emulator } from '../../index.ts'

/** The limit for a page that sends requests without a pause: it never settles. */
const TURN_LIMIT = 100

/**
 * Advances the emulator's clock and lets the page process what happened: `await advance(emulator, '2s')`. It uses no timers,
 * so it works with real and fake timers alike. For updates of the page that depend on timers or other servers, use
 * `findBy…` or `waitFor` as usual. (With React: `await act(() => advance(emulator, '2s'))`.)
 *
 * @throws TypeError or RangeError that names the duration and what is allowed.
 */
export async function advance(emulator: Emulator, duration: Duration): Promise<void> {
  await emulator.clock.advance(duration)
  await settle(emulator)
}

/**
 * Lets the page process what happened, without advancing the clock: after `emulator.perform` or a click. Resolves once all
 * notifications have been delivered and answered, and the page sends no further requests.
 */
export async function settle(emulator: Emulator): Promise<void> {
  let isBusy = true
  const unsubscribe = emulator.trace.subscribe(() => {
    isBusy = true
  })
  try {
    for (let turn = 0; isBusy && turn < TURN_LIMIT; turn += 1) {
      isBusy = false
      await emulator.settled()
      await nextTurn()
    }
  } finally {
    unsubscribe()
  }
}
