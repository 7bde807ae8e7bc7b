import { phoneNumber, soleIdentity } from '../../directory/identity-set.ts'
import { drawGuid } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { drawFeedback } from '../media/draw-feedback.ts'
import type { MediaEnd } from '../media/draw-media.ts'
import { drawParticipantDevice, drawServiceDevice } from '../media/participant-device.ts'
import type { RecordedParticipant } from '../rows.ts'
import { isApplication } from '../timeline/participants.ts'
import { type SteadyInterval, unionOfModalities } from '../timeline/steady-intervals.ts'
import { drawSegment } from './draw-segment.ts'
import { historyId, type SessionPlan, steadyIntervalsOf } from './session-plan.ts'

/**
 * Draws a session: for each interval without changes, a segment for each leg. The path to a phone has two legs, with the
 * mediation server between them. A failure is reported in the segments of the last interval.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-session
 */
export function drawSession(plan: SessionPlan & Routing, random: Random): JsonObject {
  const { intervals, failureInfo, bypassed } = plan
  const steadyIntervals = steadyIntervalsOf(plan)
  const [callerId, calleeId] = [historyId(plan.caller), historyId(plan.callee)]
  const id = plan.id ?? drawGuid(random)
  const caller = drawEnd(plan.caller, plan, steadyIntervals, random)
  const callee = drawEnd(plan.callee, plan, steadyIntervals, random)
  const isMediated = !bypassed && (caller.isPhone || callee.isPhone)
  const nodes = isMediated ? [caller, drawMediationServer(random), callee] : [caller, callee]
  const legs = nodes.slice(1).map((to, index) => ({ from: nodes[index] ?? caller, to }))

  const toSegments = (interval: SteadyInterval, index: number) =>
    legs.map(({ from, to }, legIndex) =>
      drawSegment(
        {
          id: index === 0 && legIndex === 0 ? id : drawGuid(random),
          from: interval.from,
          until: interval.until,
          caller: from.during(interval),
          callee: to.during(interval),
          modalities: interval.modalities,
          sent: { callerToCallee: interval.sent[callerId] ?? [], calleeToCaller: interval.sent[calleeId] ?? [] },
          flowing: interval.held.length === 0,
          bypassed,
          failureInfo: index === steadyIntervals.length - 1 ? failureInfo : null,
        },
        random,
      ),
    )
  return {
    id,
    modalities: unionOfModalities(steadyIntervals),
    startDateTime: intervals[0].from,
    endDateTime: (intervals.at(-1) ?? intervals[0]).until,
    isTest: isTestService(plan.caller) || isTestService(plan.callee),
    caller: caller.endpoint,
    callee: callee.endpoint,
    failureInfo,
    segments: steadyIntervals.flatMap(toSegments),
  }
}

/** How media reach a phone. */
export interface Routing {
  /** Media go directly to the phone's trunk, without the mediation server. */
  readonly bypassed: boolean
}

/**
 * The echo test service, which plays back what a caller says.
 * @see https://learn.microsoft.com/azure/communication-services/concepts/voice-video-calling/calling-sdk-features
 */
const TEST_SERVICE_ID = '8:echo123'

function isTestService(participant: RecordedParticipant | undefined): boolean {
  return participant !== undefined && soleIdentity(participant.identity)?.id === TEST_SERVICE_ID
}

/** One end of a leg. */
interface End {
  readonly isPhone: boolean
  readonly during: (interval: SteadyInterval) => MediaEnd
}

/** Draws one end of the session, with its endpoint and feedback. */
function drawEnd(
  participant: RecordedParticipant | undefined,
  { history, intervals }: SessionPlan,
  steadyIntervals: readonly SteadyInterval[],
  random: Random,
): End & { readonly endpoint: JsonObject } {
  const profileIn = ({ profiles }: SteadyInterval) => (participant ? profiles[participant.id] : undefined)
  const isApp = participant !== undefined && isApplication(participant)
  const device = drawParticipantDevice(participant?.identity, steadyIntervals.map(profileIn), random, isApp)
  const feedback = participant && drawFeedback(history, participant.id, intervals[0].from, random)
  return {
    isPhone: participant !== undefined && phoneNumber(participant.identity) !== undefined,
    endpoint: feedback ? { ...device.endpoint, feedback } : device.endpoint,
    during: (interval) => ({ device, ...device.network(profileIn(interval)) }),
  }
}

/** Draws the server between the call and the telephone network. */
function drawMediationServer(random: Random): End {
  const device = drawServiceDevice('mediation', random)
  return { isPhone: false, during: () => ({ device, ...device.network(undefined) }) }
}
