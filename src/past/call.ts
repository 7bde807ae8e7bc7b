import { drawGuid } from '../call-records/draw.ts'
import type { Random } from '../runtime/random.ts'
import type { CallMix, PastPhone, PastPlan } from '../store/past.ts'
import { drawHour, drawMoment, MINUTE_MS } from './calendar.ts'
import type { Caller } from './callers.ts'
import { drawPercent, drawWeighted } from './chance.ts'

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
  return {
    id,
    kind,
    startAt,
    endAt,
    people: there,
    ...(kind === 'phone' && { phone: { ...random.pick(phones), outbound: drawPercent(random, 55) } }),
    failed: drawPercent(random, there[0]?.office.failPercent ?? 0),
  }
}

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
