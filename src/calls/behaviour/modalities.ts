import { notify } from '../../engine/delivery/notify.ts'
import type { CallContext } from '../context.ts'
import { modalitiesOf, participantById } from '../lifecycle/participants.ts'
import { type ChangeType, contentSharingNotification } from '../notifications/call-notification.ts'
import type { Modality } from '../rows.ts'
import { appendHistory, changeParticipant } from './roster.ts'

/** Turns a modality of a participant on or off. */
export function setModality(
  context: CallContext,
  callId: string,
  participantId: string,
  modality: Modality,
  isOn: boolean,
): void {
  const call = context.tx.require('calls', callId)
  const participant = participantById(call, participantId)
  if (!participant) return
  const others = modalitiesOf(participant, call).filter((other) => other !== modality)
  const modalities = isOn ? [...others, modality] : others
  changeParticipant(context, callId, participantId, { modalities })
  appendHistory(context, callId, [{ at: context.now, did: 'modalities', modalities, participantId }])
}

/**
 * Starts or stops a participant's screen sharing. The app is notified of the session if its call options ask for it.
 * Does nothing if the participant shares already, or does not share.
 */
export function setSharing(context: CallContext, callId: string, participantId: string, isOn: boolean): void {
  const { contentSharingSessions: sessions = [], ...call } = context.tx.require('calls', callId)
  const screenSharingRole = isOn ? 'sharer' : 'viewer'
  if (participantById(call, participantId)?.screenSharingRole === screenSharingRole) return
  setModality(context, callId, participantId, 'videoBasedScreenSharing', isOn)
  changeParticipant(context, callId, participantId, { screenSharingRole })
  if (isOn) {
    const session = { id: context.ids.guid(), participantId }
    context.tx.update('calls', callId, (call) => {
      call.contentSharingSessions = [...sessions, session]
    })
    notifySession(context, callId, session.id, 'created')
  } else {
    const [ended, others] = partition(sessions, (session) => session.participantId === participantId)
    context.tx.update('calls', callId, (call) => {
      call.contentSharingSessions = others
    })
    for (const { id } of ended) notifySession(context, callId, id, 'deleted')
  }
}

/** Notifies the app that what a participant shares has changed. */
export function updateSharing(context: CallContext, callId: string, participantId: string): void {
  const { contentSharingSessions: sessions = [] } = context.tx.require('calls', callId)
  const session = sessions.find((one) => one.participantId === participantId)
  if (session) notifySession(context, callId, session.id, 'updated')
}

function notifySession(context: CallContext, callId: string, sessionId: string, change: ChangeType): void {
  const call = context.tx.require('calls', callId)
  if (call.callOptions?.isContentSharingNotificationEnabled !== true) return
  notify(context, contentSharingNotification(call, sessionId, change))
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}
