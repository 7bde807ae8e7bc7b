import { toTone } from '../../../calls/lifecycle/tones.ts'
import type { CapturedCall } from '../capture/captured-call.ts'
import { objectIn, textIn } from '../capture/json.ts'
import type { AddNote, ObservedStep } from './observed-step.ts'

const KEYS = new Map([...'0123456789*#ABCD'].map((key) => [toTone(key), key]))

/** The phone key of a member of Graph's enumeration `tone`. */
export function toKey(tone: string): string | undefined {
  return KEYS.get(tone)
}

/** The keys that the other participant pressed. Only an app that subscribed to tones is notified of them. */
export function toneSteps({ observations }: CapturedCall, addNote: AddNote): readonly ObservedStep[] {
  const seen = new Set<string>()
  return observations.flatMap((observation): ObservedStep[] => {
    if (observation.type !== 'call') return []
    const { sequenceId, tone } = objectIn(observation.resource.toneInfo)
    if (textIn(tone) === '' || seen.has(String(sequenceId))) return []
    seen.add(String(sequenceId))
    const key = toKey(textIn(tone))
    if (key !== undefined) return [{ at: observation.at, step: { do: 'press', tones: key } }]
    addNote(observation.request, `the tone '${textIn(tone)}' is not a key that a scenario can press`)
    return []
  })
}
