import { updateRecord, writeRecord } from '../call-records/record/write-record.ts'
import { send } from '../calls/behaviour/call-life.ts'
import { concludeJoining } from '../calls/behaviour/policy-recording.ts'
import { tellRoster } from '../calls/behaviour/roster.ts'
import { takeStep } from '../calls/behaviour/take-step.ts'
import { completeTimedOperation } from '../calls/behaviour/timed-operations.ts'
import { reconsiderOperation } from '../calls/media/media-queue.ts'
import type { Settings } from '../calls/settings.ts'
import { react } from '../scenarios/player/reactions.ts'
import { takeScriptStep } from '../scenarios/player/script.ts'
import { takeStoryStep } from '../scenarios/player/story.ts'
import { planRetry, retry } from '../subscriptions/retry.ts'
import { askForReauthorization, endSubscription } from '../subscriptions/subscription-life.ts'
import type { TraceEntryOf, TraceKeeper, TraceNote } from '../trace/trace.ts'
import type { Ids } from './chance/ids.ts'
import type { Random } from './chance/random.ts'
import type { Dispatch } from './delivery/dispatch.ts'
import type { Message, Notification } from './delivery/notification.ts'
import type { Outbox, Reply } from './delivery/outbox.ts'
import type { FaultSwitch, Moment } from './moment.ts'
import type { PendingEvent } from './store/pending-event.ts'
import type { WorldStore } from './store/store.ts'

export interface Engine {
  /** Makes one decision: all of it is committed, or, when it throws, nothing. What it told others is sent afterwards. */
  decide<Result>(decision: (moment: Moment) => Result): Result
  /** Lets a pending event happen. */
  happen(event: PendingEvent): void
  /** Decides what follows from what became of a notification, and from the app's reply to it, or there being none. */
  conclude(message: Message, outcome: DeliveryOutcome, reply: Reply | undefined): void
}

type DeliveryOutcome = TraceEntryOf<'delivery'>['outcome']

interface EngineParts {
  readonly store: WorldStore
  readonly now: () => number
  /** Asks the clock to wake the engine for an event. */
  readonly wakeFor: (event: PendingEvent) => void
  readonly ids: Ids
  readonly random: Random
  /** What {@link EngineParts.dispatch} draws from. */
  readonly deliveryRandom: Pick<Random, 'position' | 'moveTo'>
  /** Decides what becomes of a notification. */
  readonly dispatch: (notification: Notification) => Dispatch
  readonly settings: Settings
  readonly outbox: Outbox
  readonly trace: TraceKeeper
  readonly faults: FaultSwitch
}

export function createEngine(parts: EngineParts): Engine {
  const { store, now, wakeFor, ids, random, deliveryRandom, dispatch, settings, outbox, trace, faults } = parts

  const decide: Engine['decide'] = (decision) => {
    const position = random.position()
    const deliveries = deliveryRandom.position()
    try {
      return attempt(decision)
    } catch (error) {
      // What was drawn for a decision that failed was not drawn: a refused request leaves no mark on what comes after.
      random.moveTo(position)
      deliveryRandom.moveTo(deliveries)
      throw error
    }
  }

  const attempt: Engine['decide'] = (decision) =>
    store.transact((tx) => {
      const at = now()
      const schedule: Moment['schedule'] = ({ after, background = false, subject, happening }) => {
        const event = { sequence: tx.nextSequence(), at: at + after, background, subject, happening }
        tx.addPending(event)
        tx.afterCommit(() => wakeFor(event))
        return event.sequence
      }
      const note = (entry: TraceNote) => tx.afterCommit(() => trace.note(at, entry))
      const post: Moment['post'] = (message) => tx.afterCommit(() => outbox.send(message))
      const tell: Moment['tell'] = (notification) => {
        const { message, delaysMs } = dispatch(notification)
        const { id, url, body } = message
        note({ type: 'notification', id, url, body })
        if (delaysMs.length === 0) tx.afterCommit(() => outbox.drop(message))
        for (const after of delaysMs) {
          if (after === 0) post(message)
          else schedule({ after, subject: id, happening: { type: 'tell', message } })
        }
      }
      const switchFaults: Moment['switchFaults'] = (change) => tx.afterCommit(() => change(faults))
      const rosters = new Map<string, Set<string>>()
      const rosterChanged: Moment['rosterChanged'] = (callId, participantId) => {
        const changed = rosters.get(callId)
        if (changed) changed.add(participantId)
        else rosters.set(callId, new Set([participantId]))
      }
      const occasions: (() => void)[] = []
      const occasion: Moment['occasion'] = (...what) => occasions.push(() => react(moment, ...what))
      const moment: Moment = {
        now: at,
        tx,
        ids,
        random,
        settings,
        schedule,
        tell,
        post,
        note,
        occasion,
        rosterChanged,
        switchFaults,
      }
      const result = decision(moment)
      for (const react of occasions) react()
      for (const [callId, changed] of rosters) tellRoster(moment, callId, changed)
      return result
    })

  return {
    decide,
    happen: (event) =>
      decide((moment) => {
        moment.tx.removePending(event.sequence)
        letHappen(moment, event)
      }),
    conclude(message, outcome, reply) {
      const { replyTo, subscriptionId } = message
      if (replyTo) decide((moment) => concludeJoining(moment, replyTo, reply?.body))
      // What nobody receives would not be received later either, and what is dropped on order stays dropped.
      const isLost = outcome === 'refused' || outcome === 'failed'
      if (subscriptionId !== undefined && isLost) decide((moment) => planRetry(moment, message))
    },
  }
}

function letHappen(moment: Moment, { subject, happening }: PendingEvent): void {
  switch (happening.type) {
    case 'callEvent':
      send(moment, subject, happening.event)
      return
    case 'scriptStep':
      return takeScriptStep(moment, subject)
    case 'storyStep':
      return takeStoryStep(moment, subject)
    case 'step':
      takeStep(moment, subject, happening.step, { by: 'default' })
      return
    case 'operationDone':
      return completeTimedOperation(moment, subject, happening.operationId)
    case 'mediaDue':
      return reconsiderOperation(moment, subject)
    case 'answerDue':
      return
    case 'recordDue':
      return writeRecord(moment, happening.record, happening.updates)
    case 'recordUpdate':
      return updateRecord(moment, subject, happening.updates)
    case 'tell':
      return moment.post(happening.message)
    case 'retry':
      return retry(moment, happening.message)
    case 'reauthorizationDue':
      return askForReauthorization(moment, subject)
    case 'subscriptionExpires':
      return endSubscription(moment, subject)
  }
}
