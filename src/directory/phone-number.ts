import * as v from 'valibot'
import type { Random } from '../engine/chance/random.ts'
import type { JsonObject } from '../engine/values/json.ts'

/** Whether a text is a phone number in E.164 form. */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text)
}

/** The schema of a phone number in options and steps. */
export const phoneNumberSchema: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.check(
    isPhoneNumber,
    ({ input }) => `Expected a phone number in E.164 form such as '+12065550100' but received '${input}'`,
  ),
)

/** The identitySet of a phone, whose id is its number in E.164 form. */
export function phoneIdentity(number: string): JsonObject {
  return { phone: { id: number } }
}

/** The phone number of a user or application: the same number in all logs, from the range reserved for fiction. */
export function drawPhoneNumber({ id }: { readonly id: string }, fork: (label: string) => Random): string {
  const random = fork(`number/${id}`)
  return `+1425555${random.int(100, 199).toString().padStart(4, '0')}`
}
