import { drawGuid } from '../call-records/draw.ts'
import type { Random } from '../runtime/random.ts'
import type { CallMix, PastPerson, PastPlan } from '../store/past.ts'
import { drawHour, drawMoment, MINUTE_MS } from './calendar.ts'
import { drawPercent, drawWeighted } from './chance.ts'
import { officeNamed } from './offices.ts'

/** A call of the past as far as it has to be known to find its record. */
export interface PastCall {
  readonly id: string
  readonly kind: keyof CallMix
  /** From the first joining to the last leaving. */
  readonly startAt: number
  readonly endAt: number
  /** Who was in; the first one called, or was called by phone. */
  readonly people: readonly PastPerson[]
  readonly phone?: { readonly number: string; readonly outbound: boolean }
  /** For the first one it did not end as they wished. */
  readonly failed: boolean
}

/** Draws a call of a day. */
export function drawCall(plan: PastPlan, day: number, random: Random): PastCall {
  const { mix, people, phones, utcOffsetMinutes } = plan
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
  const there = drawSome(random, people, random.int(fewest, most))
  const failPercent = officeNamed(there[0]?.office ?? '').failPercent
  return {
    id,
    kind,
    startAt,
    endAt,
    people: there,
    ...(kind === 'phone' && { phone: { number: random.pick(phones), outbound: drawPercent(random, 55) } }),
    failed: drawPercent(random, failPercent),
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
function drawSome(random: Random, people: readonly PastPerson[], count: number): PastPerson[] {
  const last = people.length - 1
  const drawn = new Set<number>()
  while (drawn.size < Math.min(count, people.length)) {
    drawn.add(Math.min(random.int(0, last), random.int(0, last)))
  }
  return Array.from(drawn).flatMap((index) => people[index] ?? [])
}
