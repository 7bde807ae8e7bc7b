import { pause } from '../pause.ts'

/** How long to wait before looking again, at first and at most. */
const PAUSE_MS = { first: 250, most: 15_000 }

/** Looks for something again and again, ever more rarely, until it is found or nobody wants it any more. */
export async function lookAgain<Found>(
  isWanted: () => boolean,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (let wait = PAUSE_MS.first; isWanted(); wait = Math.min(2 * wait, PAUSE_MS.most)) {
    const found = await look()
    if (!isWanted()) return undefined
    if (found !== undefined) return found
    await pause(wait)
  }
  return undefined
}
