import type { JsonObject } from '../../../engine/values/json.ts'
import { type CapturedIdentity, readIdentity } from './captured-identity.ts'
import { objectIn, objectsIn, textIn } from './json.ts'

export interface CapturedParticipant extends CapturedIdentity {
  readonly id: string
  /** Whether it is the app. */
  readonly isSelf: boolean
  readonly isInLobby: boolean
  readonly isMuted: boolean
  readonly hasVideo: boolean
  readonly isSharing: boolean
}

/** @param participant Graph's participant. */
export function readParticipant(participant: JsonObject, myParticipantId: string): CapturedParticipant {
  const id = textIn(participant.id).toLowerCase()
  const streams = objectsIn(participant.mediaStreams)
  const isSending = (type: string, direction?: string) =>
    streams.some(
      (one) => one.mediaType === type && one.direction !== 'inactive' && (!direction || one.direction === direction),
    )
  const isSelf = id === myParticipantId
  return {
    ...readIdentity(objectIn(objectIn(participant.info).identity)),
    ...(isSelf && { who: 'app' }),
    id,
    isSelf,
    isInLobby: participant.isInLobby === true,
    isMuted: participant.isMuted === true,
    hasVideo: isSending('video'),
    isSharing: isSending('videoBasedScreenSharing', 'sendOnly'),
  }
}
