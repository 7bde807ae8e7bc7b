import { phoneNumber, soleIdentity } from '../../directory/identity-set.ts'
import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { drawFeedback } from '../media/feedback.ts'
import type { MediaEnd } from '../media/media.ts'
import { drawParty, drawService } from '../media/party.ts'
import type { RecordedParticipant } from '../rows.ts'
import { type Stretch, unionOfModalities } from '../timeline/stretches.ts'
import { drawSegment } from './segment.ts'
import { legOf, type SessionPlan, stretchesOf } from './session-plans.ts'

/**
 * Draws a session between two ends: a segment for each time in which nothing changed, and for each of the legs between
 * servers that lead to a phone. What failed, failed in the last.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-session
 */
export function drawSession(plan: SessionPlan & Routing, random: Random): JsonObject {
  const { spans, failureInfo, bypassed } = plan
  const stretches = stretchesOf(plan)
  const [callerLeg, calleeLeg] = [legOf(plan.caller), legOf(plan.callee)]
  const id = plan.id ?? drawGuid(random)
  const caller = drawEnd(plan.caller, plan, stretches, random)
  const callee = drawEnd(plan.callee, plan, stretches, random)
  const ends =
    !bypassed && (caller.isPhone || callee.isPhone) ? [caller, drawMediation(random), callee] : [caller, callee]
  const legs = ends.slice(1).map((to, index) => ({ from: ends[index] ?? caller, to }))

  const toSegments = (stretch: Stretch, index: number) =>
    legs.map(({ from, to }, position) =>
      drawSegment(
        {
          id: index === 0 && position === 0 ? id : drawGuid(random),
          from: stretch.from,
          until: stretch.until,
          caller: from.during(stretch),
          callee: to.during(stretch),
          modalities: stretch.modalities,
          sent: { callerToCallee: stretch.sent[callerLeg] ?? [], calleeToCaller: stretch.sent[calleeLeg] ?? [] },
          flowing: stretch.held.length === 0,
          bypassed,
          failureInfo: index === stretches.length - 1 ? failureInfo : null,
        },
        random,
      ),
    )
  return {
    id,
    modalities: unionOfModalities(stretches),
    startDateTime: spans[0].from,
    endDateTime: (spans.at(-1) ?? spans[0]).until,
    isTest: isTestService(plan.caller) || isTestService(plan.callee),
    caller: caller.endpoint,
    callee: callee.endpoint,
    failureInfo,
    segments: stretches.flatMap(toSegments),
  }
}

/** How media go to a phone. */
export interface Routing {
  /** Straight to its trunk, past the mediation server. */
  readonly bypassed: boolean
}

/**
 * The service that plays back what one says, for people who test their microphones.
 * @see https://learn.microsoft.com/azure/communication-services/concepts/voice-video-calling/calling-sdk-features
 */
const TEST_SERVICE_ID = '8:echo123'

function isTestService(participant: RecordedParticipant | undefined): boolean {
  return participant !== undefined && soleIdentity(participant.identity)?.id === TEST_SERVICE_ID
}

/** One end of a leg, and what it had in each stretch. */
interface End {
  readonly isPhone: boolean
  readonly during: (stretch: Stretch) => MediaEnd
}

/** One end of the session: its endpoint as the session shows it, with feedback. */
function drawEnd(
  participant: RecordedParticipant | undefined,
  { history, spans }: SessionPlan,
  stretches: readonly Stretch[],
  random: Random,
): End & { readonly endpoint: JsonObject } {
  const profileIn = ({ profiles }: Stretch) => (participant ? profiles[participant.id] : undefined)
  const party = drawParty(participant?.identity, stretches.map(profileIn), random)
  const feedback = participant && drawFeedback(history, participant.id, spans[0].from, random)
  return {
    isPhone: participant !== undefined && phoneNumber(participant.identity) !== undefined,
    endpoint: feedback ? { ...party.endpoint, feedback } : party.endpoint,
    during: (stretch) => ({ party, ...party.network(profileIn(stretch)) }),
  }
}

/** The server between a call and the telephone network. */
function drawMediation(random: Random): End {
  const party = drawService('mediation', random)
  return { isPhone: false, during: () => ({ party, ...party.network(undefined) }) }
}
