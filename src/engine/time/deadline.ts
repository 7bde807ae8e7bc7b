import { setWallTimer } from './wall-timer.ts'

/** There was no answer in time. */
export class TooLate extends Error {}

/** Waits for an answer, but not for ever. @throws TooLate when there is none after so many milliseconds of the wall clock. */
export async function withDeadline<Answer>(answer: Answer | Promise<Answer>, limitMs: number): Promise<Answer> {
  let clear = () => {}
  const tooLate = new Promise<never>((_, reject) => {
    clear = setWallTimer(limitMs, () => reject(new TooLate(`no answer within ${limitMs / 1_000} s`)))
  })
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    clear()
  }
}
