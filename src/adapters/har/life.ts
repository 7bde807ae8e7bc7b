import { CONNECT_DELAY_MS, RING_LIMIT_MS } from '../../calls/lifecycle/limits.ts'
import { results } from '../../calls/lifecycle/results.ts'
import type { ResultInfo } from '../../calls/result-info.ts'
import type { Step } from '../../calls/steps.ts'
import type { CapturedCall, Sighting } from './captured-call.ts'
import { somebodyIn } from './identity.ts'
import { objectIn, textIn } from './json.ts'
import { type Cause, type Note, resultIn, type SightedStep } from './sighted-step.ts'

/** Where the telling of a call's life has come to. */
interface Telling {
  readonly call: CapturedCall
  readonly steps: SightedStep[]
  readonly note: Note
  state: string
  /** When the call came up. */
  upAt?: number
  /** The app handed the call on, or ended it. */
  handover?: Cause
  endedByApp: boolean
}

/** What the other side did so that the call's states came about, without what the app did itself. */
export function lifeOf(
  call: CapturedCall,
  replaced: ReadonlySet<string>,
  note: Note,
): { readonly steps: readonly SightedStep[]; readonly upAt: number | undefined } {
  const telling: Telling = { call, steps: [], note, state: '', endedByApp: replaced.has(call.id) }
  for (const sighting of call.sightings) {
    if (sighting.type === 'action') heed(telling, sighting)
    else if (sighting.type === 'gone') endUnseen(telling, sighting)
    else if (sighting.type === 'call') change(telling, sighting, textIn(sighting.what.state))
  }
  return { steps: telling.steps, upAt: telling.upAt }
}

function heed(telling: Telling, { name, at }: Extract<Sighting, { type: 'action' }>): void {
  if (name === 'delete' || name === 'reject') telling.endedByApp = true
  if (name === 'transfer') telling.handover = { when: 'transferring', at }
  if (name === 'redirect') telling.handover = { when: 'redirecting', at }
}

const ENDS = ['terminating', 'terminated']

function change(telling: Telling, { at, what }: Extract<Sighting, { type: 'call' }>, next: string): void {
  const { call, steps, state, handover } = telling
  if (next === '' || next === state || ENDS.includes(state)) return
  telling.state = next
  if (ENDS.includes(next)) {
    if (state !== 'transferAccepted') end(telling, state, at, endOf(call))
    return
  }
  // What the app was not told in between happened at the same time.
  if (['established', 'hold', 'transferring', 'transferAccepted'].includes(next)) comeUp(telling, at)
  if (next === 'hold') steps.push({ at, step: { do: 'hold' } })
  if (next === 'established' && state === 'hold') steps.push({ at, step: { do: 'resume' } })
  if (next === 'transferAccepted') react(telling, at, { do: 'answer' })
  if (next === 'established' && state === 'transferring') {
    react(telling, at, { do: 'decline', ...withResult(resultIn(objectIn(what.resultInfo))) })
  }
  if (next === 'established' && state === 'transferring') delete telling.handover
  else if (next === 'transferring') telling.handover = { when: 'transferring', at: Math.min(at, handover?.at ?? at) }
}

function comeUp(telling: Telling, at: number): void {
  if (telling.upAt !== undefined) return
  telling.upAt = at
  const { call, steps } = telling
  const { direction, kind, createdAt } = call
  if (direction === 'incoming' || kind === 'group') return
  if (kind === 'peerToPeer') {
    warnOfRinging(telling, at)
    steps.push({ at, step: { do: 'answer' } })
  } else if (at - createdAt > CONNECT_DELAY_MS) {
    // Whoever is not let in at once waits.
    steps.push({ at: createdAt, step: { do: 'lobby', who: 'app' } }, { at, step: { do: 'admit', who: 'app' } })
  }
}

/** What others did with a call that was handed to them. */
function react({ steps, handover }: Telling, at: number, step: Step): void {
  steps.push({ at, step, ...(handover && { after: handover }) })
}

function end(telling: Telling, state: string, at: number, result: ResultInfo | undefined): void {
  const { call, steps, upAt, handover } = telling
  if (telling.endedByApp) return
  if (upAt !== undefined) {
    // Whoever left last, or had the app removed: a call that ends with this result is told alike.
    if (state === 'transferring') react(telling, at, hangUp(result))
    else steps.push({ at, step: hangUp(result) })
    return
  }
  if (call.direction === 'incoming') {
    if (handover) return react(telling, at, redirection(call, result))
    // The emulator sees to that by itself.
    if (result?.subcode === results.notAnsweredByApp.subcode) return
    steps.push({ at, step: hangUp(result) })
  } else if (call.kind === 'peerToPeer') {
    warnOfRinging(telling, at)
    steps.push({ at, step: { do: 'decline', ...withResult(result) } })
  } else if (call.kind === 'meeting') {
    steps.push({ at: call.createdAt, step: { do: 'lobby', who: 'app' } })
    steps.push({ at, step: { do: 'deny', who: 'app', ...withResult(result) } })
  } else {
    telling.note(call.exchange, 'the group call ended before it came up; here the app is in it at once')
    steps.push({ at, step: hangUp(result) })
  }
}

function warnOfRinging({ call, note }: Telling, at: number): void {
  if (at - call.createdAt <= RING_LIMIT_MS) return
  const [rang, limit] = [at - call.createdAt, RING_LIMIT_MS].map((ms) => `${Math.round(ms / 1000)} s`)
  note(call.exchange, `it rang for ${rang}; here a call that nobody takes ends after ${limit}`)
}

/** Nobody told the app of the end: it asked. */
function endUnseen(telling: Telling, { at, exchange }: Sighting): void {
  const { state, call } = telling
  if (ENDS.includes(state)) return
  telling.state = 'terminated'
  if (telling.endedByApp || state === 'transferAccepted') return
  telling.note(exchange, `call ${call.id} had ended by then; when and why is not in the capture`)
  end(telling, state, at, undefined)
}

/** Why the call ended, as the last notice of it says. */
function endOf({ sightings }: CapturedCall): ResultInfo | undefined {
  for (const sighting of sightings) {
    if (sighting.type !== 'call' || !ENDS.includes(textIn(sighting.what.state))) continue
    const result = resultIn(objectIn(sighting.what.resultInfo))
    if (result) return result
  }
  return undefined
}

/** A redirected call is over when somebody has it, or nobody wants it. */
function redirection({ sightings }: CapturedCall, result: ResultInfo | undefined): Step {
  for (const sighting of sightings) {
    const answeredBy = sighting.type === 'call' ? objectIn(sighting.what.answeredBy) : {}
    const { who } = somebodyIn(objectIn(answeredBy.identity))
    if (who) return { do: 'answer', who }
  }
  return { do: 'decline', ...withResult(result) }
}

function hangUp(result: ResultInfo | undefined): Step {
  return { do: 'hangUp', ...withResult(result) }
}

function withResult(result: ResultInfo | undefined): { with?: ResultInfo } {
  return result ? { with: result } : {}
}
