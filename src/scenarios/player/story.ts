import { type IncomingCallOptions, receiveCall } from '../../calls/behaviour/incoming-call.ts'
import { takeStep } from '../../calls/behaviour/take-step.ts'
import { type IncomingStep, isStageStep, type Occasion, type TimedStep } from '../../calls/steps.ts'
import { explainUnknownPerson, findPerson } from '../../directory/directory.ts'
import type { Moment } from '../../engine/moment.ts'
import type { StoryRow } from '../../engine/store/world.ts'
import { isJsonObject } from '../../engine/values/json.ts'
import type { Scenario } from '../language/scenario.ts'
import { toScript } from './cast.ts'
import { isMetBy, orderOf, type ScriptTime, waitFor, waitForNextStep } from './script-time.ts'
import { takeStageStep } from './stage.ts'

// Scenarios that begin by themselves: they bring calls about, and go on in them.

export function beginStory(moment: Moment, scenario: Scenario): void {
  const id = moment.ids.guid()
  const script = toScript(moment, scenario)
  moment.tx.insert('stories', { id, sequence: moment.tx.nextSequence(), begunAt: moment.now, script, calls: {} })
  awaitNextStep(moment, id)
}

/** Takes a story's next step, and waits for the one after it. */
export function takeStoryStep(moment: Moment, storyId: string): void {
  const story = moment.tx.require('stories', storyId)
  const step = story.script.steps[story.script.next]
  if (!step) return
  moment.tx.update('stories', storyId, (draft) => {
    draft.script = { ...story.script, next: story.script.next + 1 }
    delete draft.pending
  })
  const order = orderOf(story.script)
  const refusal = step.do === 'incoming' ? bringIn(moment, storyId, step) : act(moment, story, step)
  if (refusal !== undefined) moment.note({ type: 'refused', what: step.do, ...order, why: refusal })
  awaitNextStep(moment, storyId)
}

/** Whether a story waits for this in one of its calls; if so, the time of its next step begins. */
export function meetStories(moment: Moment, callId: string, occasion: Occasion): boolean {
  let isMet = false
  for (const story of moment.tx.world.stories) {
    const step = story.script.steps[story.script.next]
    if (!step || !isMetBy(step, occasion) || callIdOf(story, step) !== callId) continue
    isMet = true
    if (story.pending === undefined) wakeAfter(moment, story, waitFor(step, timeOf(moment, story)))
  }
  return isMet
}

/** @returns nothing, or why nobody can call. */
function bringIn(moment: Moment, storyId: string, step: Extract<TimedStep, IncomingStep>): string | undefined {
  const { as, from, others, subject } = step
  const { directory, callbackUri } = moment.settings
  if (callbackUri === undefined) return "the app cannot be told of calls: createEmulator was not given 'callbackUri'."
  const unknown = [from, ...(others ?? [])].find((who) => who !== undefined && !findPerson(directory, who))
  if (unknown !== undefined) return explainUnknownPerson(directory, unknown)
  const { script } = moment.tx.require('stories', storyId)
  const call = receiveCall(moment, {
    ...(from !== undefined && { from: toCaller(moment, from) }),
    ...(others && { others }),
    ...(subject !== undefined && { subject }),
    isScripted: true,
    recordPlan: script.record,
  })
  const { when: _, after: _after, at: _at, call: _call, ...what } = step
  moment.note({ type: 'step', callId: call.id, step: what, by: script.scenario })
  moment.tx.update('stories', storyId, (story) => {
    story.lastCallId = call.id
    if (as !== undefined) story.calls[as] = call.id
  })
  return undefined
}

function toCaller({ settings: { directory } }: Moment, who: string): NonNullable<IncomingCallOptions['from']> {
  const user = findPerson(directory, who)?.user
  return isJsonObject(user) ? { user: String(user.id) } : { phone: who }
}

/** A refusal is noted where the step is taken. */
function act(moment: Moment, story: StoryRow, step: Exclude<TimedStep, IncomingStep>): string | undefined {
  const { after: _, at: _at, when: _when, call, ...what } = step
  if (isStageStep(what)) {
    takeStageStep(moment, what, story.script.scenario)
    return undefined
  }
  const callId = callIdOf(story, step)
  if (callId === undefined) return `no call '${call}' has come in.`
  takeStep(moment, callId, what, orderOf(story.script))
  return undefined
}

function callIdOf({ calls, lastCallId }: StoryRow, { call }: TimedStep): string | undefined {
  return call === undefined ? lastCallId : calls[call]
}

function awaitNextStep(moment: Moment, storyId: string): void {
  const story = moment.tx.require('stories', storyId)
  const after = waitForNextStep(story.script, timeOf(moment, story))
  if (after !== undefined) wakeAfter(moment, story, after)
}

function timeOf({ now, tx }: Moment, story: StoryRow): ScriptTime {
  const step = story.script.steps[story.script.next]
  const callId = step && callIdOf(story, step)
  return { now, begunAt: story.begunAt, state: callId === undefined ? undefined : tx.get('calls', callId)?.state }
}

function wakeAfter(moment: Moment, story: StoryRow, after: number): void {
  const pending = moment.schedule({ after, subject: story.id, happening: { type: 'storyStep' } })
  moment.tx.update('stories', story.id, (draft) => {
    draft.pending = pending
  })
}
