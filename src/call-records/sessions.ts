import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { CallHistory } from '../store/call-record-row.ts'
import { toFailureInfo } from './failure-info.ts'
import { toCaller } from './participants.ts'
import { drawSession, type SessionPlan } from './session.ts'
import { toSpan, toStays } from './stays.ts'

/**
 * Draws the sessions of a call: one between two ends in a peer-to-peer call, whose id is then the record's; one for each
 * stay of each participant in a group call.
 */
export function drawSessions(recordId: string, call: CallHistory, random: Random): JsonObject[] {
  const plans = call.kind === 'peerToPeer' ? peerToPeerPlans(recordId, call) : groupPlans(call)
  return plans.map((plan) => drawSession(plan, random))
}

function peerToPeerPlans(recordId: string, call: CallHistory): SessionPlan[] {
  const caller = toCaller(call)
  const callee = call.participants.find((participant) => participant !== caller)
  return [
    {
      id: recordId,
      ...toSpan(call),
      caller,
      callee,
      history: call.history,
      failureInfo: toFailureInfo(call.resultInfo),
    },
  ]
}

/** Everybody is connected to the service. Of the app's own leg alone is it known whether it failed. */
function groupPlans(call: CallHistory): SessionPlan[] {
  const stays = toStays(call)
  return stays.map(({ participantId, from, until }, index) => {
    const caller = call.participants.find(({ id }) => id === participantId)
    const next = stays.find((later, position) => position > index && later.participantId === participantId)
    return {
      id: undefined,
      from,
      until,
      caller,
      callee: undefined,
      history: next ? call.history.filter(({ at }) => at < next.from) : call.history,
      failureInfo: caller?.self && !next ? toFailureInfo(call.resultInfo) : null,
    }
  })
}
