import type { RecordedHandover } from '../call-records/rows.ts'
import { drawGuid, drawPercent, drawWeighted } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { MINUTE_MS } from '../engine/time/units.ts'
import { drawHour, drawStart } from './calendar.ts'
import type { Caller, Callers } from './callers.ts'
import type { CallMix, PopulationPhone, PopulationPlan } from './population-plan.ts'

/** What has to be known of a generated call to index its record. */
export interface GeneratedCall {
  readonly id: string
  readonly kind: keyof CallMix
  /** When the first participant joined. */
  readonly startAt: number
  /** When the last participant left. */
  readonly endAt: number
  /** The participants who are users. The first one placed the call, or was called by the phone. */
  readonly people: readonly Caller[]
  readonly phone?: PopulationPhone & { readonly outbound: boolean }
  /** A user forwarded or transferred the phone's call to another phone. */
  readonly handover?: RecordedHandover & { readonly to: PopulationPhone }
  /** The call between the two phones after this one was transferred. */
  readonly followUp?: GeneratedCall
  /** The call failed for the first participant. */
  readonly failed: boolean
}

/** Generates a call of a day between some of the plan's people. */
export function generateCall(plan: PopulationPlan, callers: Callers, day: number, random: Random): GeneratedCall {
  const { mix, phones, utcOffsetMinutes } = plan
  const kind = drawWeighted(random, [
    ['peerToPeer', mix.peerToPeer],
    ['groupCall', mix.groupCall],
    ['meeting', mix.meeting],
    ['phone', mix.phone],
  ])
  const startAt = drawHour(random, day, utcOffsetMinutes) + drawStart(random, kind === 'meeting')
  const endAt = startAt + drawDuration(random, kind)
  const id = drawGuid(random)
  const [min, max] = PARTICIPANT_COUNTS[kind]
  const people = drawPeople(random, callers, kind, random.int(min, max))
  const failed = drawPercent(random, people[0]?.office.failPercent ?? 0)
  const call = { id, kind, startAt, endAt, people, failed }
  if (kind !== 'phone') return call
  const phone = { ...random.pick(phones), outbound: drawPercent(random, 55) }
  return phone.outbound || failed ? { ...call, phone } : drawHandover({ ...call, phone }, phones, random)
}

/** Some users who are called by a phone have forwarded their calls to another phone, and some transfer the caller. */
function drawHandover(
  call: GeneratedCall & { readonly phone: PopulationPhone },
  phones: readonly PopulationPhone[],
  random: Random,
): GeneratedCall {
  const outcome = drawWeighted(random, INBOUND_OUTCOMES)
  const to = random.pick(phones)
  const user = call.people[0]?.identity
  if (outcome === 'answered' || !user || to.number === call.phone.number) return call
  if (outcome === 'forwarded') return { ...call, people: [], handover: { by: 'forwarding', identity: user, to } }
  const startAt = call.endAt + random.int(3_000, 20_000)
  const followUp: GeneratedCall = {
    ...call,
    id: drawGuid(random),
    startAt,
    endAt: startAt + drawDuration(random, call.kind),
    people: [],
    handover: { by: 'transfer', identity: user, to, transferredRecordId: call.id },
  }
  return { ...call, followUp }
}

const INBOUND_OUTCOMES = [
  ['answered', 90],
  ['forwarded', 6],
  ['transferred', 4],
] as const

const PARTICIPANT_COUNTS = {
  peerToPeer: [2, 2],
  groupCall: [3, 5],
  meeting: [3, 9],
  phone: [1, 1],
} as const satisfies Record<keyof CallMix, readonly [min: number, max: number]>

/** Most calls are short, some are long. */
const DURATIONS_S = {
  short: [8, 180],
  medium: [180, 900],
  long: [900, 3_600],
} as const

function drawDuration(random: Random, kind: keyof CallMix): number {
  if (kind === 'meeting')
    return random.pick([15, 25, 30, 30, 45, 55, 60, 90]) * MINUTE_MS + random.int(-90_000, 240_000)
  const length = drawWeighted(random, [
    ['short', kind === 'groupCall' ? 10 : 55],
    ['medium', 35],
    ['long', 10],
  ])
  const [min, max] = DURATIONS_S[length]
  return random.int(min * 1_000, max * 1_000)
}

const WHO_TAKES_PART = {
  peerToPeer: 'users',
  groupCall: 'users',
  meeting: 'all',
  phone: 'tenantUsers',
} as const satisfies Record<keyof CallMix, keyof Callers>

/** Draws the people of a call. The first, who places the call or organizes the meeting, is a user of the tenant. */
function drawPeople(random: Random, callers: Callers, kind: keyof CallMix, count: number): readonly Caller[] {
  const drawn = drawDistinct(random, callers[WHO_TAKES_PART[kind]], count)
  if (drawn[0]?.isTenantUser) return drawn
  const host = drawn.find(({ isTenantUser }) => isTenantUser) ?? random.pick(callers.tenantUsers)
  return [host, ...drawn.filter((person) => person !== host).slice(0, count - 1)]
}

/** Draws different people. Those at the beginning of the list call more often than others. */
function drawDistinct(random: Random, people: readonly Caller[], count: number): Caller[] {
  const last = people.length - 1
  const drawn: Caller[] = []
  while (drawn.length < Math.min(count, people.length)) {
    const person = people[Math.min(random.int(0, last), random.int(0, last))]
    if (person && !drawn.includes(person)) drawn.push(person)
  }
  return drawn
}
