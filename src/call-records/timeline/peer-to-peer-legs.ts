import type { CallHistory, RecordedParticipant } from '../rows.ts'
import { type Interval, toAttendanceIntervals, toCallInterval } from './attendance-intervals.ts'
import { toCaller } from './participants.ts'

/** The time in which two participants of a peer-to-peer call were connected to each other. */
export interface PeerToPeerLeg extends Interval {
  readonly caller: RecordedParticipant | undefined
  readonly callee: RecordedParticipant | undefined
}

/**
 * The legs of a peer-to-peer call: one, or two if the app transferred the call. The second leg connects the participant
 * who was transferred to the target.
 */
export function toPeerToPeerLegs(call: CallHistory): [PeerToPeerLeg, ...PeerToPeerLeg[]] {
  const { participants } = call
  const attendance = toAttendanceIntervals(call)
  const whole = toCallInterval(call, attendance)
  const caller = toCaller(call)
  const others = participants.filter((one) => one !== caller)
  const attendedAt = ({ id }: RecordedParticipant) => attendance.find(({ participantId }) => participantId === id)?.from
  // Someone who did not answer is no callee, except if no one did.
  const [callee = others[0], target] = others.filter((one) => attendedAt(one) !== undefined)
  const handedOverAt = target && attendedAt(target)
  if (handedOverAt === undefined) return [{ ...whole, caller, callee }]
  const transferred = caller?.self ? callee : caller
  return [
    { from: whole.from, until: handedOverAt, caller, callee },
    { from: handedOverAt, until: whole.until, caller: transferred, callee: target },
  ]
}
