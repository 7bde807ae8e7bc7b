import type { Moment } from '../../engine/moment.ts'
import { modalitiesOf, participantById } from '../lifecycle/participants.ts'
import { contentSharingNotification } from '../notifications/call-notification.ts'
import type { Modality } from '../rows.ts'
import { changeParticipant, remember } from './roster.ts'

/** Somebody turns a modality on or off. */
export function setModality(
  moment: Moment,
  callId: string,
  participantId: string,
  modality: Modality,
  isOn: boolean,
): void {
  const call = moment.tx.require('calls', callId)
  const participant = participantById(call, participantId)
  if (!participant) return
  const others = modalitiesOf(participant, call).filter((other) => other !== modality)
  const modalities = isOn ? [...others, modality] : others
  changeParticipant(moment, callId, participantId, { modalities })
  remember(moment, callId, [{ at: moment.now, did: 'modalities', modalities, participantId }])
}

/**
 * Somebody, or the app itself, begins to share a screen, or ends it. The app is told of the session if it asked for that.
 * Who does so already goes on.
 */
export function setSharing(moment: Moment, callId: string, participantId: string, isOn: boolean): void {
  const { contentSharingSessions: sessions = [], callOptions, ...call } = moment.tx.require('calls', callId)
  const screenSharingRole = isOn ? 'sharer' : 'viewer'
  if (participantById(call, participantId)?.screenSharingRole === screenSharingRole) return
  setModality(moment, callId, participantId, 'videoBasedScreenSharing', isOn)
  changeParticipant(moment, callId, participantId, { screenSharingRole })
  const tell = (sessionId: string, change: 'created' | 'deleted') => {
    if (callOptions?.isContentSharingNotificationEnabled !== true) return
    moment.tell(contentSharingNotification(moment.tx.require('calls', callId), sessionId, change))
  }
  if (isOn) {
    const session = { id: moment.ids.guid(), participantId }
    moment.tx.update('calls', callId, (call) => {
      call.contentSharingSessions = [...sessions, session]
    })
    tell(session.id, 'created')
  } else {
    const [ended, others] = split(sessions, (session) => session.participantId === participantId)
    moment.tx.update('calls', callId, (call) => {
      call.contentSharingSessions = others
    })
    for (const { id } of ended) tell(id, 'deleted')
  }
}

function split<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}
