// The wall clock's own timers, taken when this module is loaded: fake timers that a test installs later
// (`vi.useFakeTimers()`) must neither stop nor fire them.
const { setTimeout, clearTimeout } = globalThis

/** Calls back after a delay of the wall clock. @returns a function that cancels the timer. */
export function setWallTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
