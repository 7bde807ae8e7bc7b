import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { RecordedParticipant } from '../store/call-record-row.ts'
import type { HistoryEntry } from '../store/call-row.ts'
import { drawGuid } from './draw.ts'
import { drawFeedback } from './feedback.ts'
import type { MediaEnd } from './media.ts'
import { drawParty } from './party.ts'
import { drawSegment } from './segment.ts'
import type { Span } from './stays.ts'
import { type Stretch, toStretches, unionOfModalities } from './stretches.ts'

export interface SessionPlan extends Span {
  /** Also the id of the first segment; drawn when there is none. */
  readonly id: string | undefined
  /** Who called, and who answered. Without a participant, an end is the service. */
  readonly caller: RecordedParticipant | undefined
  readonly callee: RecordedParticipant | undefined
  readonly history: readonly HistoryEntry[]
  readonly failureInfo: JsonObject | null
}

/**
 * Draws a session between two ends: a segment for each time in which nothing changed. What failed, failed in the last.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-session
 */
export function drawSession(plan: SessionPlan, random: Random): JsonObject {
  const { from, until, history, failureInfo } = plan
  const concerned = [plan.caller, plan.callee].flatMap((participant) => (participant ? [participant.id] : []))
  const stretches = toStretches(history, plan, concerned)
  const id = plan.id ?? drawGuid(random)
  const caller = drawEnd(plan.caller, plan, stretches, random)
  const callee = drawEnd(plan.callee, plan, stretches, random)

  const toSegment = (stretch: Stretch, index: number) =>
    drawSegment(
      {
        id: index === 0 ? id : drawGuid(random),
        from: stretch.from,
        until: stretch.until,
        caller: caller.during(stretch),
        callee: callee.during(stretch),
        modalities: stretch.modalities,
        flowing: stretch.held.length === 0,
        failureInfo: index === stretches.length - 1 ? failureInfo : null,
      },
      random,
    )
  return {
    id,
    modalities: unionOfModalities(stretches),
    startDateTime: from,
    endDateTime: until,
    isTest: false,
    caller: caller.endpoint,
    callee: callee.endpoint,
    failureInfo,
    segments: stretches.map(toSegment),
  }
}

/** One end of the session: its endpoint as the session shows it, with feedback, and what it had in each stretch. */
function drawEnd(
  participant: RecordedParticipant | undefined,
  { history, from }: SessionPlan,
  stretches: readonly Stretch[],
  random: Random,
) {
  const profileIn = ({ profiles }: Stretch) => (participant ? profiles[participant.id] : undefined)
  const party = drawParty(participant?.identity, stretches.map(profileIn), random)
  const feedback = participant && drawFeedback(history, participant.id, from, random)
  return {
    endpoint: feedback ? { ...party.endpoint, feedback } : party.endpoint,
    during: (stretch: Stretch): MediaEnd => ({ party, ...party.network(profileIn(stretch)) }),
  }
}
