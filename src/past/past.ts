import { toCallRecordRow } from '../call-records/history.ts'
import type { Random } from '../runtime/random.ts'
import type { RecordedTrunk } from '../store/call-record-row.ts'
import type { Past, PastKey, PastPhone, PastPlan } from '../store/past.ts'
import { dayOf, drawCallCount } from './calendar.ts'
import { drawCall, type PastCall } from './call.ts'
import { toCallers } from './callers.ts'
import { randomFrom } from './chance.ts'
import { drawHistory } from './what-happened.ts'

/** No day has more calls: a record's number says its day and which of the day's calls it is. */
const DAY_SIZE = 2 ** 15

/** The past that a plan describes. Every record is drawn from its own number, whichever are read and in what order. */
export function createPast(plan: PastPlan): Past {
  const { from, until, utcOffsetMinutes, callsPerDay, tenantId, latencyMs } = plan
  const chance = randomFrom(plan.chance)
  const callers = toCallers(plan)
  const firstDay = dayOf(from, utcOffsetMinutes)
  const lastDay = dayOf(until, utcOffsetMinutes)

  const draw = (number: number): { call: PastCall; random: Random } => {
    const random = chance.fork(`call ${number}`)
    return { call: drawCall(plan, callers, firstDay + Math.floor(number / DAY_SIZE), random), random }
  }
  const keyOf = (number: number): PastKey => {
    return toKey(number, draw(number).call)
  }
  return {
    plan,
    *keys() {
      for (let day = firstDay; day <= lastDay; day += 1) {
        const count = drawCallCount(chance.fork(`day ${day - firstDay}`), day, callsPerDay)
        for (let index = 0; index < count; index += 1) {
          const number = (day - firstDay) * DAY_SIZE + index
          const { call } = draw(number)
          if (call.startAt >= from && call.endAt < until) yield toKey(number, call)
        }
      }
    },
    keyOf,
    make(number) {
      const { call, random } = draw(number)
      const history = drawHistory(call, tenantId, random)
      const ended = { ...history, callChainId: call.id }
      return toCallRecordRow(ended, { at: call.endAt + latencyMs, trunkOf: () => toTrunk(call.phone) })
    },
  }
}

function toKey(number: number, { id, startAt, people, phone }: PastCall): PastKey {
  const users = people.map((person) => person.id)
  if (!phone) return { number, id, startAt, participantIds: users }
  const phones = [{ joinedAt: startAt, ...toTrunk(phone) }]
  return { number, id, startAt, participantIds: [...users, phone.number], phones }
}

function toTrunk({ trunk, mediaBypass }: Partial<PastPhone> = {}): RecordedTrunk | undefined {
  return trunk === undefined ? undefined : { trunk, ...(mediaBypass && { mediaBypass }) }
}
