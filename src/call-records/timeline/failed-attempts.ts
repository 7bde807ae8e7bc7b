import type { ResultInfo } from '../../calls/result-info.ts'
import type { HistoryEntry } from '../../calls/rows.ts'
import { phoneNumber, soleIdentity } from '../../directory/identity-set.ts'
import type { CallAttemptRow, CallHistory, RecordedPhone } from '../rows.ts'
import type { AttendanceInterval } from './attendance-intervals.ts'
import { type PhoneFacts, type PstnLeg, toLegs, toRecordedPhones } from './pstn-leg.ts'

/** A phone that never joined, from when it was called until it declined or the call ended. */
export interface FailedAttempt extends PstnLeg {
  /** Why the phone did not join. */
  readonly result: ResultInfo
}

export function toFailedAttempts({ call, phones }: CallAttemptRow): FailedAttempt[] {
  const attempts = toAttemptIntervals(call)
  const app = call.participants.find(({ self }) => self)
  return toLegs(call, attempts, phones).map((leg, index) => {
    const { isByApp, result = call.resultInfo } = attempts[index] ?? {}
    const owner = isByApp && app ? soleIdentity(app.identity) : leg.owner
    return { ...leg, placedAt: leg.from, owner, result }
  })
}

export function toAttemptedPhones(call: CallHistory, facts: PhoneFacts): RecordedPhone[] {
  return toRecordedPhones(call, toAttemptIntervals(call), facts)
}

interface AttemptInterval extends AttendanceInterval {
  /** The app invited the phone to its own call, not to a meeting. */
  readonly isByApp: boolean
  readonly result: ResultInfo
}

/** A phone that is party to the call from the beginning was called when the call was placed. Others were invited later. */
function toAttemptIntervals(call: CallHistory): AttemptInterval[] {
  const { participants, history, endedAt, resultInfo, meeting } = call
  const isEstablished = history.some(({ did }) => did === 'joined')
  return participants
    .filter(({ identity }) => phoneNumber(identity) !== undefined)
    .flatMap(({ id: participantId }) => {
      const own = history.filter((entry) => entry.participantId === participantId)
      const invitedAt = own.filter(({ did }) => did === 'invited').map(({ at }) => at)
      const isInitial = invitedAt.length === 0 && (!isEstablished || own.some(({ did }) => did === 'declined'))
      const attempts = isInitial ? [history[0]?.at ?? endedAt] : invitedAt
      return attempts.flatMap((from, index) => {
        const outcome = own.find(({ at, did }) => at >= from && OUTCOMES.includes(did))
        if (outcome && outcome.did !== 'declined') return []
        const until = outcome?.at ?? attempts[index + 1] ?? endedAt
        return { participantId, from, until, isByApp: !isInitial && !meeting, result: outcome?.result ?? resultInfo }
      })
    })
}

const OUTCOMES: readonly HistoryEntry['did'][] = ['joined', 'declined']
