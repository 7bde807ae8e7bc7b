// For `vi.mock` in the place of src/engine/time/wall-timer.ts, where a test means to move the wall's own time by fake timers.
export function setWallTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
