import type { JsonObject } from '../../../engine/values/json.ts'
import type { CapturedCall } from './captured-call.ts'
import { type CapturedIdentity, readIdentity } from './captured-identity.ts'
import { objectIn, objectsIn, textIn } from './json.ts'
import { toResourceId } from './resource-id.ts'

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
export function readParticipant(
  participant: JsonObject,
  { myParticipantId, appId }: Pick<CapturedCall, 'myParticipantId' | 'appId'>,
): CapturedParticipant {
  const id = toResourceId(textIn(participant.id))
  const streams = objectsIn(participant.mediaStreams)
  const isSending = (type: string, direction?: string) =>
    streams.some(
      (one) => one.mediaType === type && one.direction !== 'inactive' && (!direction || one.direction === direction),
    )
  const identity = readIdentity(objectIn(objectIn(participant.info).identity))
  const isSelf = myParticipantId === '' ? appId !== '' && identity.who === appId : id === myParticipantId
  return {
    ...identity,
    ...(isSelf && { who: 'app' }),
    id,
    isSelf,
    isInLobby: participant.isInLobby === true,
    isMuted: participant.isMuted === true,
    hasVideo: isSending('video'),
    isSharing: isSending('videoBasedScreenSharing', 'sendOnly'),
  }
}
