import type { HistoryEntry } from '../../calls/rows.ts'
import type { Rating } from '../../calls/steps.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'

type RatedEntry = Extract<HistoryEntry, { did: 'rated' }>

/**
 * Draws the feedback for a participant's last rating of a session. A low rating comes with a complaint.
 * @param since When the session began: earlier ratings belong to earlier sessions.
 * @returns `undefined` if the participant gave no rating.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-userfeedback
 */
export function drawFeedback(
  history: readonly HistoryEntry[],
  participantId: string,
  since: number,
  random: Random,
): JsonObject | undefined {
  const rated = history.findLast(
    (entry): entry is RatedEntry => entry.did === 'rated' && entry.participantId === participantId && entry.at >= since,
  )
  if (!rated) return undefined
  return toFeedback(rated.rating, rated.text ?? null, () => random.pick(TOKENS))
}

/** @param drawComplaint Called only for a low rating, so that other ratings draw nothing. */
export function toFeedback(rating: Rating, text: string | null, drawComplaint: () => Complaint): JsonObject {
  const complaint = LOW_RATINGS.includes(rating) ? drawComplaint() : undefined
  return {
    rating,
    text,
    tokens: complaint ? Object.fromEntries(TOKENS.map((token) => [token, token === complaint])) : null,
  }
}

const LOW_RATINGS: readonly string[] = ['bad', 'poor']
/** The tokens in Graph's example. Its documentation does not define the set. */
const TOKENS = [
  'NoSound',
  'OtherNoSound',
  'Echo',
  'Noisy',
  'LowVolume',
  'Stopped',
  'DistortedSound',
  'Interruptions',
] as const
export type Complaint = (typeof TOKENS)[number]
