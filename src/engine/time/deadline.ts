import { setWallTimer } from './wall-timer.ts'

/** A response did not arrive before its deadline. */
export class TimeoutError extends Error {}

/** Awaits a value, for at most `limitMs` of the wall clock. @throws TimeoutError after that. */
export async function withDeadline<Value>(value: Value | Promise<Value>, limitMs: number): Promise<Value> {
  let clear = () => {}
  const timeout = new Promise<never>((_, reject) => {
    clear = setWallTimer(limitMs, () => reject(new TimeoutError(`no answer within ${limitMs / 1_000} s`)))
  })
  try {
    return await Promise.race([value, timeout])
  } finally {
    clear()
  }
}
