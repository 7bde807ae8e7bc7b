import type { HistoryEntry } from '../../calls/rows.ts'
import type { Rating } from '../../calls/steps.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'

type Rated = Extract<HistoryEntry, { did: 'rated' }>

/**
 * How a participant rated the call, if at all; the last rating counts. Who rates it low says what was wrong.
 * @param since Ratings of earlier sessions are not this one's.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-userfeedback
 */
export function drawFeedback(
  history: readonly HistoryEntry[],
  participantId: string,
  since: number,
  random: Random,
): JsonObject | undefined {
  const rated = history.findLast(
    (entry): entry is Rated => entry.did === 'rated' && entry.participantId === participantId && entry.at >= since,
  )
  if (!rated) return undefined
  return toFeedback(rated.rating, rated.text ?? null, () => random.pick(TOKENS))
}

/** @param draw Asked for what was wrong, where the rating is low. */
export function toFeedback(rating: Rating, text: string | null, draw: () => Complaint): JsonObject {
  const complaint = COMPLAINED.includes(rating) ? draw() : undefined
  return {
    rating,
    text,
    tokens: complaint ? Object.fromEntries(TOKENS.map((token) => [token, token === complaint])) : null,
  }
}

const COMPLAINED: readonly string[] = ['bad', 'poor']
/** The names in Graph's example; it promises none. */
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
