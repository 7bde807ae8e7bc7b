import * as v from 'valibot'
import { trunk } from '../call-records/row-schemas.ts'
import { randomPosition } from '../engine/chance/random-position.ts'
import { count, epochMs, type RowSchema, text } from '../engine/store/row-schema.ts'
import { members } from '../engine/validation.ts'
import type { PlainGeneratedCalls } from './add-generated-calls.ts'
import { wholeNumber } from './populate-options.ts'
import type { PopulationPerson, PopulationPhone, PopulationPlan } from './population-plan.ts'

const weight = wholeNumber(0, 1_000)

const PLAN = v.pipe(
  members({
    number: count,
    chance: randomPosition,
    from: epochMs,
    until: epochMs,
    utcOffsetMinutes: wholeNumber(-12 * 60, 14 * 60),
    callsPerDay: wholeNumber(1, 20_000),
    textMessagesPerDay: v.exactOptional(wholeNumber(1, 1_000)),
    mix: members({ peerToPeer: weight, groupCall: weight, meeting: weight, phone: weight }),
    tenantId: text,
    people: v.pipe(
      v.array(
        members({
          id: text,
          displayName: v.exactOptional(text),
          userPrincipalName: v.exactOptional(text),
          tenantId: v.exactOptional(text),
          guest: v.exactOptional(v.literal(true)),
          office: text,
        } satisfies RowSchema<PopulationPerson>),
      ),
      v.minLength(2),
    ),
    phones: v.pipe(v.array(members({ number: text, ...trunk } satisfies RowSchema<PopulationPhone>)), v.minLength(1)),
    latencyMs: count,
  } satisfies RowSchema<PopulationPlan>),
  v.check(({ mix }) => Object.values(mix).some((frequency) => frequency > 0), "Expected a 'mix' with a number above 0"),
  v.check(({ from, until }) => from <= until, "Expected 'from' not after 'until'"),
)

export const GENERATED_CALLS = members({
  plan: PLAN,
  numbers: v.array(count),
} satisfies RowSchema<PlainGeneratedCalls>)
