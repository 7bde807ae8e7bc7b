import { setWallTimer } from './wall-timer.ts'

/**
 * Resolves in the next turn of the event loop, after everything that is ready to run: microtasks, mutation observers,
 * work that a page deferred. Fake timers cannot stop it, because they do not replace message channels.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    // jsdom has no MessageChannel.
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
