import { notify } from '../../engine/delivery/notify.ts'
import type { CallContext } from '../context.ts'
import { modalitiesOf, participantById } from '../lifecycle/participants.ts'
import { contentSharingNotification } from '../notifications/call-notification.ts'
import type { Modality } from '../rows.ts'
import { appendHistory, changeParticipant } from './roster.ts'

/** Somebody turns a modality on or off. */
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
 * Somebody, or the app itself, begins to share a screen, or ends it. The app is told of the session if it asked for that.
 * Who does so already goes on.
 */
export function setSharing(context: CallContext, callId: string, participantId: string, isOn: boolean): void {
  const { contentSharingSessions: sessions = [], callOptions, ...call } = context.tx.require('calls', callId)
  const screenSharingRole = isOn ? 'sharer' : 'viewer'
  if (participantById(call, participantId)?.screenSharingRole === screenSharingRole) return
  setModality(context, callId, participantId, 'videoBasedScreenSharing', isOn)
  changeParticipant(context, callId, participantId, { screenSharingRole })
  const tell = (sessionId: string, change: 'created' | 'deleted') => {
    if (callOptions?.isContentSharingNotificationEnabled !== true) return
    notify(context, contentSharingNotification(context.tx.require('calls', callId), sessionId, change))
  }
  if (isOn) {
    const session = { id: context.ids.guid(), participantId }
    context.tx.update('calls', callId, (call) => {
      call.contentSharingSessions = [...sessions, session]
    })
    tell(session.id, 'created')
  } else {
    const [ended, others] = split(sessions, (session) => session.participantId === participantId)
    context.tx.update('calls', callId, (call) => {
      call.contentSharingSessions = others
    })
    for (const { id } of ended) tell(id, 'deleted')
  }
}

function split<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}
