/** Reports what a user's own callback threw: it must not change what the emulator does. */
export function reportFailure(callback: string, error: unknown): void {
  console.error(`[graph-communications-emulator] ${callback} threw:`, error)
}
