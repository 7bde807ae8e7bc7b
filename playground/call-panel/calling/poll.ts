import { pause } from '../../pause.ts'

/** How long to wait between attempts. */
const PAUSE_MS = { initial: 250, max: 15_000 }

/** Repeats a request, less and less often, until it finds something or is no longer needed. */
export async function poll<Found>(
  isNeeded: () => boolean,
  request: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (let wait = PAUSE_MS.initial; isNeeded(); wait = Math.min(2 * wait, PAUSE_MS.max)) {
    const found = await request()
    if (!isNeeded()) return undefined
    if (found !== undefined) return found
    await pause(wait)
  }
  return undefined
}
