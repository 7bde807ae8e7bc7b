import { results } from '../calls/results.ts'
import { parseDuration } from '../runtime/duration.ts'
import type { CallRow, HistoryEntry, ParticipantRow } from '../store/call-row.ts'
import type { Step } from '../store/step.ts'
import { send } from './call-life.ts'
import { reconsiderOperation } from './media-queue.ts'
import type { Moment } from './moment.ts'

/**
 * Takes one step of the other side in a call.
 * @param by Who asked for it, for the trace: a scenario's name, or `perform`.
 * @returns nothing, or why the step is not possible now; then nothing changed.
 */
export function takeStep(moment: Moment, callId: string, step: Step, by: string): string | undefined {
  const call = moment.tx.get('calls', callId)
  if (!call) return `There is no call '${callId}'.`
  const refusal = tryStep(moment, call, step)
  if (refusal) moment.note({ type: 'refused', callId, what: `${step.do} (${by})`, why: refusal })
  else moment.note({ type: 'step', callId, step, by })
  return refusal
}

function tryStep(moment: Moment, call: CallRow, step: Step): string | undefined {
  switch (step.do) {
    case 'answer':
      return call.direction === 'outgoing' && send(moment, call.id, { type: 'connect' })
        ? undefined
        : needs(step, call, "an outgoing call that is 'establishing'")
    case 'decline':
      return call.direction === 'outgoing' &&
        call.establishedAt === undefined &&
        send(moment, call.id, { type: 'end', result: step.with ?? results.declined })
        ? undefined
        : needs(step, call, "an outgoing call that is 'establishing'")
    case 'hangUp':
      if (call.direction === 'outgoing' && call.establishedAt === undefined)
        return needs(step, call, "a call that is up; use 'decline' before")
      return send(moment, call.id, { type: 'end', result: step.with ?? hangUpResult(call) })
        ? undefined
        : needs(step, call, 'a call that has not ended')
    case 'hold':
      return send(moment, call.id, { type: 'hold' }) ? undefined : needs(step, call, "an 'established' call")
    case 'resume':
      return send(moment, call.id, { type: 'resume' }) ? undefined : needs(step, call, "a call on 'hold'")
    default:
      if (!isUp(call)) return needs(step, call, "a call that is 'established' or on 'hold'")
      return doMeanwhile(moment, call, step)
  }
}

/** What leaves the call's state as it is. */
function doMeanwhile(
  moment: Moment,
  call: CallRow,
  step: Extract<Step, { do: 'speak' | 'silence' | 'press' | 'network' | 'rate' }>,
): undefined {
  switch (step.do) {
    case 'speak':
      speak(moment, call.id, step.for === undefined ? undefined : parseDuration(step.for, 'for'))
      reconsiderOperation(moment, call.id, 'speech')
      return
    case 'silence':
      fallSilent(moment, call.id)
      reconsiderOperation(moment, call.id)
      return
    case 'press':
      for (const tone of step.tones) reconsiderOperation(moment, call.id, { tone })
      return
    case 'network':
      return remember(moment, call, ({ id }) => ({
        at: moment.now,
        did: 'network',
        participantId: id,
        profile: step.profile,
      }))
    case 'rate':
      return remember(moment, call, ({ id }) => ({
        at: moment.now,
        did: 'rated',
        participantId: id,
        rating: step.rating,
        ...(step.text !== undefined && { text: step.text }),
      }))
  }
}

function speak({ tx, now }: Moment, callId: string, forMs: number | undefined): void {
  tx.update('calls', callId, (call) => {
    const running = call.operations.find(({ status }) => status === 'running')
    const stillNeeded = running?.recording?.listeningFrom ?? now
    const needed = call.speech.filter(({ until }) => until === undefined || until >= stillNeeded)
    call.speech = [...needed, { from: now, ...(forMs !== undefined && { until: now + forMs }) }]
  })
}

function fallSilent({ tx, now }: Moment, callId: string): void {
  tx.update('calls', callId, (call) => {
    call.speech = call.speech.map(({ from, until }) => ({
      from,
      until: until === undefined || until > now ? now : until,
    }))
  })
}

function remember({ tx }: Moment, call: CallRow, toEntry: (other: ParticipantRow) => HistoryEntry): undefined {
  const entries = call.participants.filter(({ self }) => !self).map(toEntry)
  tx.update('calls', call.id, (draft) => {
    draft.history = [...draft.history, ...entries]
  })
}

function isUp({ state }: CallRow): boolean {
  return state === 'established' || state === 'hold'
}

/** @see https://learn.microsoft.com/graph/api/call-delete (end codes) */
function hangUpResult(call: CallRow) {
  if (call.establishedAt === undefined) return results.cancelled
  const phone = call.participants.some(({ self, identity }) => !self && identity.phone)
  return phone ? results.pstnUserEnded : results.endedByOtherSide
}

function needs(step: Step, call: CallRow, what: string): string {
  return `'${step.do}' needs ${what}; call '${call.id}' is ${call.direction} and '${call.state}'.`
}
