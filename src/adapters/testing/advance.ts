import { nextTurn } from '../../engine/time/next-turn.ts'
import type { Duration, Emulator } from '../../index.ts'

/** A page that goes on asking without a pause is not waited for any longer. */
const MOST_TURNS = 100

/**
 * Lets so much time pass, and the page take in what it was told: `await advance(emulator, '2s')`. It waits for no timer,
 * so it works the same whether those of the test are real or fake. What takes the page timers or other servers' answers
 * is waited for with `findBy…` or `waitFor`, as ever. (With React: `await act(() => advance(emulator, '2s'))`.)
 *
 * @throws TypeError or RangeError that names the duration and what would be right.
 */
export async function advance(emulator: Emulator, duration: Duration): Promise<void> {
  await emulator.clock.advance(duration)
  await settle(emulator)
}

/**
 * The same without any time passing: for after `emulator.perform` or a click. Resolves when what was decided has been
 * delivered and answered, and the page, given its turn, has asked the emulator nothing more.
 */
export async function settle(emulator: Emulator): Promise<void> {
  let isBusy = true
  const leave = emulator.trace.subscribe(() => {
    isBusy = true
  })
  try {
    for (let turn = 0; isBusy && turn < MOST_TURNS; turn += 1) {
      isBusy = false
      await emulator.settled()
      await nextTurn()
    }
  } finally {
    leave()
  }
}
