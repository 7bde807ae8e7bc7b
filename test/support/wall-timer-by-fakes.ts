// Replaces src/engine/time/wall-timer.ts in `vi.mock`, so that fake timers control wall-clock time as well.
export function setWallTimer(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
