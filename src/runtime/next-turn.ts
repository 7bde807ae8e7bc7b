/** Resolves when all that is only waiting for its turn has had it: no time passes. */
export function nextTurn(): Promise<void> {
  // Not a timer: tests replace those, and then they wait for somebody who moves them on.
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
