import * as v from 'valibot'
import { characters, check, duration, members, text } from '../engine/validation.ts'
import { resultInfo } from './result-info.ts'
import { NETWORK_PROFILES, RATINGS, type Step } from './steps.ts'

/** The schemas of all steps, each with its own members and the `extra` ones. */
export function stepSchemas<Extra extends v.ObjectEntries>(extra: Extra) {
  const step = <Do extends Step['do'], Own extends v.ObjectEntries>(name: Do, own: Own) =>
    members({ do: v.literal(name), ...own, ...extra })
  return [
    step('answer', { who }),
    step('decline', { who, with: result }),
    step('hangUp', { with: result }),
    step('hold', {}),
    step('resume', {}),
    step('join', { who }),
    step('leave', { who }),
    step('lobby', { who }),
    step('admit', { who }),
    step('deny', { who, with: result }),
    step('remove', { who: text, with: result }),
    step('mute', { who }),
    step('unmute', { who }),
    step('startVideo', { who }),
    step('stopVideo', { who }),
    step('share', { who }),
    step('stopSharing', { who }),
    step('updateSharing', { who }),
    step('speak', { for: v.exactOptional(duration) }),
    step('silence', {}),
    step('press', { tones: v.pipe(v.string(), v.regex(/^[0-9*#A-D]+$/, 'Expected keys among 0-9, *, #, A-D')) }),
    step('failOperation', { with: result }),
    step('network', { who, profile: v.picklist(NETWORK_PROFILES) }),
    step('rate', { who, rating: v.picklist(RATINGS), text: v.exactOptional(characters) }),
  ] as const
}

const who = v.exactOptional(text)
const result = v.exactOptional(resultInfo)

export const STEP: v.GenericSchema<unknown, Step> = v.variant('do', stepSchemas({}))

/** @throws TypeError that names every invalid member of the step, its value and what is allowed. */
export function parseStep(value: unknown, what: string): Step {
  return check(STEP, value, what)
}
