import { runningMedia } from '../calls/media-operations.ts'
import { results } from '../calls/results.ts'
import { whyNot } from '../calls/step-rules.ts'
import { parseDuration } from '../runtime/duration.ts'
import type { CallRow, HistoryEntry, ParticipantRow } from '../store/call-row.ts'
import type { Step } from '../store/step.ts'
import { send } from './call-life.ts'
import { failOperation, reconsiderOperation } from './media-queue.ts'
import type { Moment } from './moment.ts'
import { tellOfTone } from './tones.ts'

/**
 * Takes one step of the other side in a call.
 * @param by Who asked for it, for the trace: a scenario's name, or `perform`.
 * @returns nothing, or why the step is not possible now; then nothing changed.
 */
export function takeStep(moment: Moment, callId: string, step: Step, by: string): string | undefined {
  const call = moment.tx.get('calls', callId)
  if (!call) return `There is no call '${callId}'.`
  const refusal = whyNot(call, step)
  if (refusal) {
    moment.note({ type: 'refused', callId, what: `${step.do} (${by})`, why: refusal })
    return refusal
  }
  moment.note({ type: 'step', callId, step, by })
  carryOut(moment, call, step)
  return undefined
}

function carryOut(moment: Moment, call: CallRow, step: Step): void {
  switch (step.do) {
    case 'answer':
      send(moment, call.id, { type: 'connect' })
      return
    case 'decline':
      send(moment, call.id, { type: 'end', result: step.with ?? results.declined })
      return
    case 'hangUp':
      send(moment, call.id, { type: 'end', result: step.with ?? hangUpResult(call) })
      return
    case 'hold':
    case 'resume':
      send(moment, call.id, { type: step.do })
      return
    case 'speak':
      speak(moment, call.id, step.for === undefined ? undefined : parseDuration(step.for, 'for'))
      reconsiderOperation(moment, call.id, 'speech')
      return
    case 'silence':
      fallSilent(moment, call.id)
      reconsiderOperation(moment, call.id)
      return
    case 'press':
      for (const tone of step.tones) {
        tellOfTone(moment, call.id, tone)
        reconsiderOperation(moment, call.id, { tone })
      }
      return
    case 'failOperation':
      return failOperation(moment, call.id, step.with)
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
    const stillNeeded = runningMedia(call)?.recording?.listeningFrom ?? now
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

function remember({ tx }: Moment, call: CallRow, toEntry: (other: ParticipantRow) => HistoryEntry): void {
  const entries = call.participants.filter(({ self }) => !self).map(toEntry)
  tx.update('calls', call.id, (draft) => {
    draft.history = [...call.history, ...entries]
  })
}

/** @see https://learn.microsoft.com/graph/api/call-delete (end codes) */
function hangUpResult(call: CallRow) {
  if (call.establishedAt === undefined) return results.cancelled
  const phone = call.participants.some(({ self, identity }) => !self && identity.phone)
  return phone ? results.pstnUserEnded : results.endedByOtherSide
}
