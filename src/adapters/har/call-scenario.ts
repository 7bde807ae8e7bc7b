import type { IncomingStep } from '../../calls/steps.ts'
import type { Scenario } from '../../scenarios/language/scenario.ts'
import type { CapturedCall } from './capture/captured-call.ts'
import { readIdentity } from './capture/captured-identity.ts'
import { objectIn, objectsIn, textIn } from './capture/json.ts'
import { organizerOf } from './capture/organizer.ts'
import { callSteps } from './steps/call-steps.ts'
import { mediaSteps } from './steps/media-steps.ts'
import type { AddNote, ObservedStep } from './steps/observed-step.ts'
import { rosterSteps } from './steps/roster-steps.ts'
import { splitAtEnd, toTimedSteps } from './steps/timed-steps.ts'
import { toneSteps } from './steps/tone-steps.ts'

interface CaptureContext {
  /** The call's position among the captured calls. */
  readonly index: number
  readonly startedAt: number
  readonly replacedCallIds: ReadonlySet<string>
  readonly faultSteps: readonly ObservedStep[]
  readonly addNote: AddNote
}

/** The scenario in which the other participants of a captured call do the same again. */
export function toScenario(call: CapturedCall, context: CaptureContext): Scenario {
  const { index, startedAt, replacedCallIds, faultSteps, addNote } = context
  const { direction, kind, created, createdAt, request } = call
  const roster = rosterSteps(call, addNote)
  const { steps: ofCall, establishedAt } = callSteps(call, replacedCallIds, addNote)
  const tones = toneSteps(call, addNote)
  const media = mediaSteps(call, tones, addNote)
  const { steps, late } = splitAtEnd([...ofCall, ...roster.steps, ...tones, ...media, ...faultSteps])
  if (late.length > 0) {
    const kinds = [...new Set(late.map(({ step }) => step.do))].join(', ')
    addNote(request, `steps observed after the end of call ${call.id} are left out: ${kinds}`)
  }
  const name = `${direction} call ${index + 1} of a capture (entry ${request.index})`
  if (direction === 'incoming') {
    const incoming = { at: createdAt, step: toIncomingStep(call, roster.others, addNote) }
    const timed = toTimedSteps([incoming, ...waitForAnswer(steps, establishedAt)], startedAt)
    return { name, trigger: 'start', steps: timed }
  }
  const [target] = objectsIn(created.targets)
  const who = target ? readIdentity(objectIn(target.identity)).who : organizerOf(created)
  return { name, match: { direction, kind, ...(who && { who }) }, times: 1, steps: toTimedSteps(steps, createdAt) }
}

/** Makes the first step after the app's answer wait for that answer. */
function waitForAnswer(steps: readonly ObservedStep[], establishedAt: number | undefined): readonly ObservedStep[] {
  if (establishedAt === undefined) return steps
  const first = steps.filter(({ at }) => at >= establishedAt).sort((one, other) => one.at - other.at)[0]
  const after = { when: 'established', at: establishedAt } as const
  return steps.map((one) => (one === first && !one.after ? { ...one, after } : one))
}

function toIncomingStep(
  { kind, created, request }: CapturedCall,
  others: readonly string[],
  addNote: AddNote,
): IncomingStep {
  const caller = readIdentity(objectIn(objectIn(created.source).identity))
  if (!caller.isScriptable) {
    addNote(request, `the caller '${caller.who}' is neither a user nor a phone: the scenario uses the default caller`)
  }
  const modalities = Array.isArray(created.requestedModalities) ? created.requestedModalities.map(textIn) : []
  if (modalities.some((modality) => modality !== 'audio')) {
    addNote(request, `it was a call with ${modalities.join(', ')}; incoming calls of scenarios have audio only`)
  }
  if (objectIn(created.incomingContext).observedParticipantId || created.applicationMetadata) {
    addNote(request, 'it was an invitation to policy-based recording, which only emulator.incomingCall can send')
  }
  return {
    do: 'incoming',
    ...(caller.isScriptable && { from: caller.who }),
    ...(kind === 'group' && { others }),
    ...(textIn(created.subject) !== '' && { subject: textIn(created.subject) }),
  }
}
