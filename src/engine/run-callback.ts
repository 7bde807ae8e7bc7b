/**
 * Runs a callback of the user. What it throws, at once or later, is logged: it must not affect the emulator, and an
 * unhandled rejection would end a Node process.
 * @param name Names the callback in the log.
 */
export function runCallback(name: string, callback: () => unknown): void {
  const report = (error: unknown) => console.error(`[graph-communications-emulator] ${name} threw:`, error)
  try {
    const returned = callback()
    if (returned instanceof Promise) returned.catch(report)
  } catch (error) {
    report(error)
  }
}

/** Passes an error to the user's `onError`. */
export function reportError(onError: (error: Error) => void, error: Error): void {
  runCallback('onError', () => onError(error))
}
