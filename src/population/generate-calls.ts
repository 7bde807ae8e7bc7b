import { toCallRecordRow } from '../call-records/timeline/call-record-row.ts'
import type { FindTrunk } from '../directory/directory.ts'
import { type Random, randomFrom } from '../engine/chance/random.ts'
import {
  addGeneratedCalls,
  type GeneratedCallKey,
  type GeneratedCalls,
  type PlainGeneratedCalls,
  type Records,
} from './add-generated-calls.ts'
import { dayOf, drawCallCount } from './calendar.ts'
import { toCallers } from './callers.ts'
import { type GeneratedCall, generateCall } from './generate-call.ts'
import { generateHistory } from './generate-history.ts'
import type { PopulationPlan } from './population-plan.ts'

/** No day has more calls. */
const MAX_CALLS_PER_DAY = 2 ** 15
/** A call's number encodes the day and the place within the day. The second half of a day numbers the follow-up calls. */
const NUMBERS_PER_DAY = 2 * MAX_CALLS_PER_DAY

/** Each call is drawn from its own number, so neither the order of reading nor the other calls affect it. */
export function generateCalls(plan: PopulationPlan): GeneratedCalls {
  const { from, until, utcOffsetMinutes, callsPerDay, tenantId, latencyMs } = plan
  const chance = randomFrom(plan.chance)
  const callers = toCallers(plan)
  const firstDay = dayOf(from, utcOffsetMinutes)
  const lastDay = dayOf(until, utcOffsetMinutes)

  const generate = (number: number): { call: GeneratedCall; random: Random } => {
    const isFollowUp = number % NUMBERS_PER_DAY >= MAX_CALLS_PER_DAY
    const random = chance.fork(`call ${isFollowUp ? number - MAX_CALLS_PER_DAY : number}`)
    const call = generateCall(plan, callers, firstDay + Math.floor(number / NUMBERS_PER_DAY), random)
    return isFollowUp ? { call: call.followUp ?? call, random: chance.fork(`call ${number}`) } : { call, random }
  }
  return {
    plan,
    *keys() {
      for (let day = firstDay; day <= lastDay; day += 1) {
        const count = drawCallCount(chance.fork(`day ${day - firstDay}`), day, callsPerDay)
        for (let index = 0; index < count; index += 1) {
          const number = (day - firstDay) * NUMBERS_PER_DAY + index
          const { call } = generate(number)
          if (call.startAt < from || call.endAt >= until) continue
          yield toKey(number, call)
          if (call.followUp && call.followUp.endAt < until) yield toKey(number + MAX_CALLS_PER_DAY, call.followUp)
        }
      }
    },
    keyOf: (number) => toKey(number, generate(number).call),
    make(number) {
      const { call, random } = generate(number)
      const ended = { ...generateHistory(call, tenantId, random), callChainId: call.id }
      return toCallRecordRow(ended, { at: call.endAt + latencyMs, tenantId, findTrunk: trunksIn(call) })
    },
  }
}

/** Restores generated calls from plain JSON. @returns the members of the world that change. */
export function withPlainGeneratedCalls(world: Records, plain: readonly PlainGeneratedCalls[]): Records {
  return plain.reduce((records, { plan, numbers }) => {
    const calls = generateCalls(plan)
    return addGeneratedCalls(records, calls, numbers.map(calls.keyOf))
  }, world)
}

function toKey(number: number, call: GeneratedCall): GeneratedCallKey {
  const { id, startAt, people, phone, handover } = call
  const numbers = [phone, handover?.to].flatMap((one) => one?.number ?? [])
  const participantIds = [...people.map((person) => person.id), ...numbers]
  if (numbers.length === 0) return { number, id, startAt, participantIds }
  // The phone that was transferred was already connected in the call before.
  const connected = handover?.by === 'transfer' ? numbers.slice(1) : numbers
  const phones = connected.map((one) => ({ joinedAt: startAt, ...trunksIn(call)(one) }))
  return { number, id, startAt, participantIds, phones }
}

function trunksIn({ phone, handover }: GeneratedCall): FindTrunk {
  return (number) => {
    const { trunk, mediaBypass } = (handover?.to.number === number ? handover.to : phone) ?? {}
    return trunk === undefined ? undefined : { trunk, ...(mediaBypass && { mediaBypass }) }
  }
}
