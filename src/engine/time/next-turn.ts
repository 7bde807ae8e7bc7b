import { setWallTimer } from './wall-timer.ts'

/**
 * Lets everything else have its turn that is ready to run: microtasks, observers of mutations, what a page did not do at
 * once. No fake timers stop it: they know nothing of message channels.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    // A page that jsdom makes has none.
    if (typeof MessageChannel === 'undefined') {
      setWallTimer(0, resolve)
      return
    }
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
