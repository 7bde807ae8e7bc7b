import type { JsonObject } from '../../engine/values/json.ts'
import { modalitiesOf } from '../lifecycle/participants.ts'
import type { CallRow, Modality, ParticipantRow } from '../rows.ts'

/**
 * Converts a participant to Graph's JSON, as on the roster.
 * @see https://learn.microsoft.com/graph/api/resources/participant
 */
export function toParticipant(participant: ParticipantRow, call: CallRow): JsonObject {
  const { id, identity, info, participation, isMuted, metadata, recordingStatus, removedBecause, rosterSequence } =
    participant
  return {
    '@odata.type': '#microsoft.graph.participant',
    id,
    info: {
      countryCode: null,
      endpointType: 'default',
      languageId: null,
      region: null,
      ...info,
      // In Graph's examples of participants, also when it is null.
      identity: { phone: null, ...identity },
      participantId: id,
    },
    isInLobby: participation === 'lobby',
    isMuted: isMuted ?? false,
    mediaStreams: participation === 'in' ? toMediaStreams(participant, call) : [],
    metadata: metadata ?? null,
    recordingInfo: recordingStatus ? { recordingStatus, initiator: identity } : null,
    removedState: participation === 'left' ? { reason: removedBecause ?? 'left' } : null,
    rosterSequenceNumber: rosterSequence ?? call.rosterSequence ?? 0,
  }
}

/** @see https://learn.microsoft.com/graph/api/resources/mediastream */
const STREAM_LABELS: Readonly<Record<Modality, string>> = {
  audio: 'main-audio',
  video: 'main-video',
  videoBasedScreenSharing: 'applicationsharing-video',
  data: 'data',
}

/** One stream for each active modality. A participant who shares a screen sends it, the others receive it. */
function toMediaStreams(participant: ParticipantRow, call: CallRow): JsonObject[] {
  const role = participant.screenSharingRole
  const active = modalitiesOf(participant, call).filter((modality) => !role || modality !== 'videoBasedScreenSharing')
  const modalities: readonly Modality[] = role ? [...active, 'videoBasedScreenSharing'] : active
  const first = call.participants.indexOf(participant) * MODALITY_COUNT + 1
  return modalities.map((modality, index) => ({
    '@odata.type': '#microsoft.graph.mediaStream',
    mediaType: modality,
    label: STREAM_LABELS[modality],
    sourceId: String(first + index),
    direction: directionOf(modality, participant),
    serverMuted: modality === 'audio' && participant.isMuted === true,
  }))
}

/** The large gallery receives audio but sends none. */
function directionOf(modality: Modality, { screenSharingRole, gallery }: ParticipantRow): string {
  if (modality === 'videoBasedScreenSharing') return SHARING_DIRECTIONS[screenSharingRole ?? 'viewer']
  return gallery && modality === 'audio' ? 'receiveOnly' : 'sendReceive'
}

const MODALITY_COUNT = Object.keys(STREAM_LABELS).length
/** @see https://learn.microsoft.com/graph/api/call-changescreensharingrole */
const SHARING_DIRECTIONS = { sharer: 'sendOnly', viewer: 'receiveOnly' } as const
