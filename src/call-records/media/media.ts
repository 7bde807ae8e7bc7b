import type { Modality } from '../../calls/rows.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Span } from '../timeline/stays.ts'
import { drawDeviceInfo } from './device-info.ts'
import { drawNetworkInfo } from './link.ts'
import { drawMediaStream, type StreamContent, type StreamDirection, type StreamWay } from './media-stream.ts'
import type { Party, PartyNetwork } from './party.ts'

/** One end of a segment: who, over which network. */
export interface MediaEnd extends PartyNetwork {
  readonly party: Party
}

export interface MediaPlan extends Span {
  readonly caller: MediaEnd
  readonly callee: MediaEnd
  readonly modalities: readonly Modality[]
  /** Which of them are sent in a direction. */
  readonly sent: Readonly<Record<StreamDirection, readonly Modality[]>>
  /** Media go straight to a phone's trunk. */
  readonly bypassed: boolean
  /** Nothing flows while somebody is on hold. */
  readonly flowing: boolean
}

/**
 * Draws the media of a segment: one for each modality that was on, with a stream in each direction in which it is sent.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-media
 */
export function drawMedia(
  { caller, callee, modalities, sent, flowing, bypassed, from, until }: MediaPlan,
  random: Random,
): JsonObject[] {
  const callerNetwork = drawNetworkInfo(caller, random)
  const calleeNetwork = drawNetworkInfo(callee, random)
  const callerDevice = drawDeviceInfo(caller.party.audioDevice, random)
  const calleeDevice = drawDeviceInfo(callee.party.audioDevice, random)

  return modalities.map((modality, index) => {
    const content = toContent(modality, caller.party, callee.party)
    const drawStreams = (direction: StreamDirection, sender: MediaEnd, receiver: MediaEnd) => {
      if (!sent[direction].includes(modality)) return []
      const way = flowing ? wayBetween(sender, receiver) : undefined
      return [drawMediaStream({ direction, content, way, bypassed, from, until }, random)]
    }
    return {
      label: LABELS[modality],
      callerNetwork: { ...callerNetwork, port: caller.link.port + index },
      calleeNetwork: { ...calleeNetwork, port: callee.link.port + index },
      callerDevice,
      calleeDevice,
      streams: [...drawStreams('callerToCallee', caller, callee), ...drawStreams('calleeToCaller', callee, caller)],
    }
  })
}

/** The worse of both networks decides. Nothing arrives from who cannot send. */
function wayBetween(sender: MediaEnd, { profile: down, severity }: MediaEnd): StreamWay | undefined {
  if (sender.profile.mute) return undefined
  const up = sender.profile.upload ?? sender.profile
  const worse = up.rank - down.rank || sender.severity - severity
  return worse > 0 ? { quality: up.quality, severity: sender.severity } : { quality: down.quality, severity }
}

/** Graph's examples name only the first; the others are those of a call's media streams. */
const LABELS = {
  audio: 'main-audio',
  video: 'main-video',
  videoBasedScreenSharing: 'applicationsharing-video',
  data: 'data',
} as const satisfies Record<Modality, string>

function toContent(modality: Modality, caller: Party, callee: Party): StreamContent {
  switch (modality) {
    case 'audio':
      return { kind: 'audio', packetsPerSecond: 50, codec: commonCodec(caller, callee) }
    case 'video':
      return { kind: 'video', packetsPerSecond: 180, codec: 'h264', framesPerSecond: 30 }
    case 'videoBasedScreenSharing':
      return { kind: 'video', packetsPerSecond: 60, codec: 'h264s', framesPerSecond: 8 }
    case 'data':
      return { kind: 'data', packetsPerSecond: 2 }
  }
}

function commonCodec(caller: Party, callee: Party): string {
  return caller.client.audioCodecs.find((codec) => callee.client.audioCodecs.includes(codec)) ?? 'unknown'
}
