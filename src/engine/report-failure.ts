/** Logs an error thrown by a user's callback, which must not affect the emulator. */
export function reportFailure(callback: string, error: unknown): void {
  console.error(`[graph-communications-emulator] ${callback} threw:`, error)
}
