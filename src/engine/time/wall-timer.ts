// The wall clock's own timers, taken when this module is loaded: a test that puts fakes in their place afterwards
// (`vi.useFakeTimers()`) must neither stop what waits for them nor set it off.
const { setTimeout, clearTimeout } = globalThis

/** Calls back after so long by the wall clock. @returns a function that prevents it. */
export function setWallTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
