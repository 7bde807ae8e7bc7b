import * as v from 'valibot'
import { NETWORK_PROFILES, RATINGS, type Step } from '../store/step.ts'
import { check, duration, resultInfo } from './check.ts'

/** The checks of all steps, each step with the members given besides its own. */
export function stepSchema<Extra extends v.ObjectEntries>(extra: Extra) {
  return v.variant('do', [
    v.strictObject({ do: v.literal('answer'), ...extra }),
    v.strictObject({ do: v.literal('decline'), with: v.exactOptional(resultInfo), ...extra }),
    v.strictObject({ do: v.literal('hangUp'), with: v.exactOptional(resultInfo), ...extra }),
    v.strictObject({ do: v.literal('hold'), ...extra }),
    v.strictObject({ do: v.literal('resume'), ...extra }),
    v.strictObject({ do: v.literal('speak'), for: v.exactOptional(duration), ...extra }),
    v.strictObject({ do: v.literal('silence'), ...extra }),
    v.strictObject({
      do: v.literal('press'),
      tones: v.pipe(v.string(), v.regex(/^[0-9*#A-D]+$/, 'Expected keys among 0-9, *, #, A-D')),
      ...extra,
    }),
    v.strictObject({ do: v.literal('network'), profile: v.picklist(NETWORK_PROFILES), ...extra }),
    v.strictObject({ do: v.literal('rate'), rating: v.picklist(RATINGS), text: v.exactOptional(v.string()), ...extra }),
  ])
}

/** @throws TypeError that names what is wrong with the step and what would be right. */
export function parseStep(value: unknown, what: string): Step {
  return check(STEP, value, what)
}

const STEP = stepSchema({})
