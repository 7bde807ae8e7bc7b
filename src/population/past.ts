import { toCallRecordRow } from '../call-records/timeline/history.ts'
import type { FindTrunk } from '../directory/directory.ts'
import { type Random, randomFrom } from '../engine/chance/random.ts'
import { dayOf, drawCallCount } from './calendar.ts'
import { drawCall, type PastCall } from './call.ts'
import { toCallers } from './callers.ts'
import { type Past, type PastKey, type PastPlan, type PlainPast, type Records, withPast } from './plan.ts'
import { drawHistory } from './what-happened.ts'

/** No day has more calls. */
const MOST_CALLS = 2 ** 15
/** A record's number says its day, and which of the day's calls it is, or to which it is the sequel. */
const DAY_SIZE = 2 * MOST_CALLS

/** The past that a plan describes. Every record is drawn from its own number, whichever are read and in what order. */
export function createPast(plan: PastPlan): Past {
  const { from, until, utcOffsetMinutes, callsPerDay, tenantId, latencyMs } = plan
  const chance = randomFrom(plan.chance)
  const callers = toCallers(plan)
  const firstDay = dayOf(from, utcOffsetMinutes)
  const lastDay = dayOf(until, utcOffsetMinutes)

  const draw = (number: number): { call: PastCall; random: Random } => {
    const isSequel = number % DAY_SIZE >= MOST_CALLS
    const random = chance.fork(`call ${isSequel ? number - MOST_CALLS : number}`)
    const call = drawCall(plan, callers, firstDay + Math.floor(number / DAY_SIZE), random)
    return isSequel ? { call: call.sequel ?? call, random: chance.fork(`call ${number}`) } : { call, random }
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
          if (call.startAt < from || call.endAt >= until) continue
          yield toKey(number, call)
          if (call.sequel && call.sequel.endAt < until) yield toKey(number + MOST_CALLS, call.sequel)
        }
      }
    },
    keyOf,
    make(number) {
      const { call, random } = draw(number)
      const history = drawHistory(call, tenantId, random)
      const ended = { ...history, callChainId: call.id }
      return toCallRecordRow(ended, { at: call.endAt + latencyMs, findTrunk: trunkIn(call) })
    },
  }
}

/** Adds pasts that were plain JSON. @returns the members of the world that change. */
export function withPlainPasts(world: Records, pasts: readonly PlainPast[]): Records {
  return pasts.reduce((records, { plan, numbers }) => {
    const past = createPast(plan)
    return withPast(records, past, numbers.map(past.keyOf))
  }, world)
}

function toKey(number: number, call: PastCall): PastKey {
  const { id, startAt, people, phone, handover } = call
  const there = [phone, handover?.to].flatMap((one) => one?.number ?? [])
  const participantIds = [...people.map((person) => person.id), ...there]
  if (there.length === 0) return { number, id, startAt, participantIds }
  // Where a call was transferred, the phone that called was connected before.
  const connected = handover?.by === 'transfer' ? there.slice(1) : there
  const phones = connected.map((one) => ({ joinedAt: startAt, ...trunkIn(call)(one) }))
  return { number, id, startAt, participantIds, phones }
}

function trunkIn({ phone, handover }: PastCall): FindTrunk {
  return (number) => {
    const { trunk, mediaBypass } = (handover?.to.number === number ? handover.to : phone) ?? {}
    return trunk === undefined ? undefined : { trunk, ...(mediaBypass && { mediaBypass }) }
  }
}
