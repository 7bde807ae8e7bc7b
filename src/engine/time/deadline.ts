import { setWallTimer } from './wall-timer.ts'

/** A response did not arrive before its deadline. */
export class TimeoutError extends Error {}

/**
 * Awaits work for at most `limitMs` of the wall clock, or until `until` is aborted. The signal that the work gets is
 * aborted in both cases.
 * @throws TimeoutError after that time; the reason of `until` when it is aborted.
 */
export async function withDeadline<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  limitMs: number,
  until: AbortSignal,
): Promise<Value> {
  const controller = new AbortController()
  const { signal } = controller
  const abort = () => controller.abort(until.reason)
  until.addEventListener('abort', abort, { once: true })
  // Before the timer: a response that arrives in the last millisecond is in time.
  const value = work(signal)
  const clearTimer = setWallTimer(limitMs, () =>
    controller.abort(new TimeoutError(`no answer within ${limitMs / 1_000} s`)),
  )
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    return await Promise.race([value, aborted])
  } finally {
    clearTimer()
    until.removeEventListener('abort', abort)
  }
}
