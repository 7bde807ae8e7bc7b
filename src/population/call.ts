import type { RecordedHandover } from '../call-records/rows.ts'
import { drawGuid, drawPercent, drawWeighted } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { MINUTE_MS } from '../engine/time/units.ts'
import { drawHour, drawMoment } from './calendar.ts'
import type { Caller } from './callers.ts'
import type { CallMix, PastPhone, PastPlan } from './plan.ts'

/** A call of the past as far as it has to be known to find its record. */
export interface PastCall {
  readonly id: string
  readonly kind: keyof CallMix
  /** From the first joining to the last leaving. */
  readonly startAt: number
  readonly endAt: number
  /** Who was in; the first one called, or was called by phone. */
  readonly people: readonly Caller[]
  readonly phone?: PastPhone & { readonly outbound: boolean }
  /** The phone's call was sent on to another, with which it was then. */
  readonly handover?: RecordedHandover & { readonly to: PastPhone }
  /** The phone's next call, when this one was transferred. */
  readonly sequel?: PastCall
  /** For the first one it did not end as they wished. */
  readonly failed: boolean
}

/** Draws a call of a day, among callers that are the plan's people. */
export function drawCall(plan: PastPlan, callers: readonly Caller[], day: number, random: Random): PastCall {
  const { mix, phones, utcOffsetMinutes } = plan
  const kind = drawWeighted(random, [
    ['peerToPeer', mix.peerToPeer],
    ['groupCall', mix.groupCall],
    ['meeting', mix.meeting],
    ['phone', mix.phone],
  ])
  const startAt = drawHour(random, day, utcOffsetMinutes) + drawMoment(random, kind === 'meeting')
  const endAt = startAt + drawDuration(random, kind)
  const id = drawGuid(random)
  const [fewest, most] = SIZES[kind]
  const there = drawSome(random, callers, random.int(fewest, most))
  const failed = drawPercent(random, there[0]?.office.failPercent ?? 0)
  const call = { id, kind, startAt, endAt, people: there, failed }
  if (kind !== 'phone') return call
  const phone = { ...random.pick(phones), outbound: drawPercent(random, 55) }
  return phone.outbound || failed ? { ...call, phone } : drawFate({ ...call, phone }, phones, random)
}

/** Some of those who are called by a phone have forwarded their calls to another, some transfer them in the end. */
function drawFate(
  call: PastCall & { readonly phone: PastPhone },
  phones: readonly PastPhone[],
  random: Random,
): PastCall {
  const fate = drawWeighted(random, FATES)
  const to = random.pick(phones)
  const user = call.people[0]?.identity
  if (fate === 'answered' || !user || to.number === call.phone.number) return call
  if (fate === 'forwarded') return { ...call, people: [], handover: { by: 'forwarding', identity: user, to } }
  const startAt = call.endAt + random.int(3_000, 20_000)
  const sequel: PastCall = {
    ...call,
    id: drawGuid(random),
    startAt,
    endAt: startAt + drawDuration(random, call.kind),
    people: [],
    handover: { by: 'transfer', identity: user, to, transferredRecordId: call.id },
  }
  return { ...call, sequel }
}

/** What becomes of the calls of phones to users. */
const FATES = [
  ['answered', 90],
  ['forwarded', 6],
  ['transferred', 4],
] as const

/** How many people of the tenant are in, both bounds included. */
const SIZES = {
  peerToPeer: [2, 2],
  groupCall: [3, 5],
  meeting: [3, 9],
  phone: [1, 1],
} as const satisfies Record<keyof CallMix, readonly [number, number]>

/** Most calls are short, some are long. */
const SECONDS = {
  short: [8, 180],
  middling: [180, 900],
  long: [900, 3_600],
} as const

function drawDuration(random: Random, kind: keyof CallMix): number {
  if (kind === 'meeting')
    return random.pick([15, 25, 30, 30, 45, 55, 60, 90]) * MINUTE_MS + random.int(-90_000, 240_000)
  const length = drawWeighted(random, [
    ['short', kind === 'groupCall' ? 10 : 55],
    ['middling', 35],
    ['long', 10],
  ])
  const [shortest, longest] = SECONDS[length]
  return random.int(shortest * 1_000, longest * 1_000)
}

/** Some of the people, nobody twice; those who come first call more than others. */
function drawSome(random: Random, people: readonly Caller[], count: number): Caller[] {
  const last = people.length - 1
  const drawn: Caller[] = []
  while (drawn.length < Math.min(count, people.length)) {
    const person = people[Math.min(random.int(0, last), random.int(0, last))]
    if (person && !drawn.includes(person)) drawn.push(person)
  }
  return drawn
}
