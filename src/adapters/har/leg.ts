import type { Step } from '../../calls/steps.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CapturedCall } from './captured-call.ts'
import { type Somebody, somebodyIn } from './identity.ts'
import { objectIn, objectsIn, textIn } from './json.ts'

/** Somebody on the roster. */
export interface Leg extends Somebody {
  readonly id: string
  readonly isSelf: boolean
  readonly isInLobby: boolean
  readonly isMuted: boolean
  readonly hasVideo: boolean
  readonly shares: boolean
}

/** A participant of Graph's. */
export function toLeg(participant: JsonObject, { myParticipantId }: CapturedCall): Leg {
  const id = textIn(participant.id).toLowerCase()
  const streams = objectsIn(participant.mediaStreams)
  const isOn = (type: string, direction?: string) =>
    streams.some(
      (one) => one.mediaType === type && one.direction !== 'inactive' && (!direction || one.direction === direction),
    )
  const isSelf = id === myParticipantId
  const somebody = somebodyIn(objectIn(objectIn(participant.info).identity))
  return {
    ...somebody,
    ...(isSelf && { who: 'app' }),
    id,
    isSelf,
    isInLobby: participant.isInLobby === true,
    isMuted: participant.isMuted === true,
    hasVideo: isOn('video'),
    shares: isOn('videoBasedScreenSharing', 'sendOnly'),
  }
}

/** What is on for somebody, and the steps that turn it on and off. */
export const SWITCHES: readonly (readonly [on: Step['do'], off: Step['do'], isOn: (leg: Leg) => boolean])[] = [
  ['mute', 'unmute', ({ isMuted }) => isMuted],
  ['startVideo', 'stopVideo', ({ hasVideo }) => hasVideo],
  ['share', 'stopSharing', ({ shares }) => shares],
]

/** @param who Left out: everybody for whom it is possible. */
export function toStep(what: Step['do'], who: string | undefined): Step | undefined {
  const named = who === undefined || who === '' ? {} : { who }
  switch (what) {
    case 'answer':
    case 'join':
    case 'leave':
    case 'lobby':
    case 'admit':
    case 'deny':
    case 'mute':
    case 'unmute':
    case 'startVideo':
    case 'stopVideo':
    case 'share':
    case 'stopSharing':
      return { do: what, ...named }
    case 'remove':
      return who ? { do: what, who } : undefined
    default:
      return undefined
  }
}
