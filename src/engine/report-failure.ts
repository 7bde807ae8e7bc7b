/** Logs an error thrown by a user's callback, which must not affect the emulator. */
export function reportFailure(callback: string, error: unknown): void {
  console.error(`[graph-communications-emulator] ${callback} threw:`, error)
}

/** Passes an error to the user's `onError`. */
export function reportError(onError: (error: Error) => void, error: Error): void {
  try {
    onError(error)
  } catch (thrown) {
    reportFailure('onError', thrown)
  }
}
