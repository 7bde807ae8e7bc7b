import type { ResultInfo } from '../../calls/result-info.ts'
import type { HistoryEntry } from '../../calls/rows.ts'
import type { FindTrunk } from '../../directory/directory.ts'
import { phoneNumber, soleIdentity } from '../../directory/identity-set.ts'
import type { CallAttemptRow, CallHistory, RecordedPhone } from '../rows.ts'
import { type PstnLeg, toLegs, toRecordedPhones } from './pstn-leg.ts'
import type { Stay } from './stays.ts'

/** A phone that never came to a call, from when it was called until it refused or the call was over. */
export interface PstnTry extends PstnLeg {
  /** Why it did not come. */
  readonly result: ResultInfo
}

export function toTriedLegs({ call, phones }: CallAttemptRow): PstnTry[] {
  const tries = toTries(call)
  const app = call.participants.find(({ self }) => self)
  return toLegs(call, tries, phones).map((leg, index) => {
    const { isByApp, result = call.resultInfo } = tries[index] ?? {}
    const other = isByApp && app ? soleIdentity(app.identity) : leg.other
    return { ...leg, placedAt: leg.from, other, result }
  })
}

export function toTriedPhones(call: CallHistory, findTrunk: FindTrunk): RecordedPhone[] {
  return toRecordedPhones(call, toTries(call), findTrunk)
}

interface Try extends Stay {
  /** The app called to a call of its own: not to a meeting. */
  readonly isByApp: boolean
  readonly result: ResultInfo
}

/** Whom the call was placed to, or by, was called when it was placed. */
function toTries(call: CallHistory): Try[] {
  const { participants, history, endedAt, resultInfo, meeting } = call
  const isEstablished = history.some(({ did }) => did === 'joined')
  return participants
    .filter(({ identity }) => phoneNumber(identity) !== undefined)
    .flatMap(({ id: participantId }) => {
      const own = history.filter((entry) => entry.participantId === participantId)
      const rung = own.filter(({ did }) => did === 'rung').map(({ at }) => at)
      const isFirst = rung.length === 0 && (!isEstablished || own.some(({ did }) => did === 'refused'))
      const tries = isFirst ? [history[0]?.at ?? endedAt] : rung
      return tries.flatMap((from, index) => {
        const outcome = own.find(({ at, did }) => at >= from && OUTCOMES.includes(did))
        if (outcome && outcome.did !== 'refused') return []
        const until = outcome?.at ?? tries[index + 1] ?? endedAt
        return { participantId, from, until, isByApp: !isFirst && !meeting, result: outcome?.result ?? resultInfo }
      })
    })
}

const OUTCOMES: readonly HistoryEntry['did'][] = ['joined', 'tookOver', 'refused']
