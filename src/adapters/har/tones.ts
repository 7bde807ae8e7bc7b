import { toTone } from '../../calls/lifecycle/tones.ts'
import type { CapturedCall } from './captured-call.ts'
import { objectIn, textIn } from './json.ts'
import type { Note, SightedStep } from './sighted-step.ts'

const KEYS = new Map([...'0123456789*#ABCD'].map((key) => [toTone(key), key]))

/** The key that Graph's enumeration `tone` names. */
export function toKey(tone: string): string | undefined {
  return KEYS.get(tone)
}

/** The keys that the other side pressed, as far as the app was told. */
export function tonesOf({ sightings }: CapturedCall, note: Note): readonly SightedStep[] {
  const heard = new Set<string>()
  return sightings.flatMap((sighting): SightedStep[] => {
    if (sighting.type !== 'call') return []
    const { sequenceId, tone } = objectIn(sighting.what.toneInfo)
    if (textIn(tone) === '' || heard.has(String(sequenceId))) return []
    heard.add(String(sequenceId))
    const key = toKey(textIn(tone))
    if (key !== undefined) return [{ at: sighting.at, step: { do: 'press', tones: key } }]
    note(sighting.exchange, `the tone '${textIn(tone)}' is no key that a scenario can press`)
    return []
  })
}
