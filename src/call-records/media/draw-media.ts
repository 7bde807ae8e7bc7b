import type { Modality } from '../../calls/rows.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Interval } from '../timeline/attendance-intervals.ts'
import { drawDeviceInfo } from './draw-device-info.ts'
import { drawMediaStream, type StreamContent, type StreamDirection, type StreamPath } from './media-stream.ts'
import { type DeviceNetwork, drawNetworkInfo } from './network-attachment.ts'
import type { ParticipantDevice } from './participant-device.ts'

/** One end of a segment: a device on a network. */
export interface MediaEnd extends DeviceNetwork {
  readonly device: ParticipantDevice
}

export interface MediaPlan extends Interval {
  readonly caller: MediaEnd
  readonly callee: MediaEnd
  readonly modalities: readonly Modality[]
  /** The modalities sent in each direction. */
  readonly sent: Readonly<Record<StreamDirection, readonly Modality[]>>
  /** Media go directly to a phone's trunk. */
  readonly bypassed: boolean
  /** `false` while a participant is on hold: the streams exist but carry no packets. */
  readonly flowing: boolean
}

/**
 * Draws the media of a segment: one for each modality, with a stream in each direction in which it is sent.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-media
 */
export function drawMedia(
  { caller, callee, modalities, sent, flowing, bypassed, from, until }: MediaPlan,
  random: Random,
): JsonObject[] {
  const callerNetwork = drawNetworkInfo(caller, random)
  const calleeNetwork = drawNetworkInfo(callee, random)
  const callerDevice = drawDeviceInfo(caller.device.audioDevice, random)
  const calleeDevice = drawDeviceInfo(callee.device.audioDevice, random)

  return modalities.map((modality, index) => {
    const content = toContent(modality, caller.device, callee.device)
    const drawStreams = (direction: StreamDirection, sender: MediaEnd, receiver: MediaEnd) => {
      if (!sent[direction].includes(modality)) return []
      const path = flowing ? findPath(sender, receiver) : undefined
      return [drawMediaStream({ direction, content, path, bypassed, from, until }, random)]
    }
    return {
      label: LABELS[modality],
      callerNetwork: { ...callerNetwork, port: caller.attachment.port + index },
      calleeNetwork: { ...calleeNetwork, port: callee.attachment.port + index },
      callerDevice,
      calleeDevice,
      streams: [...drawStreams('callerToCallee', caller, callee), ...drawStreams('calleeToCaller', callee, caller)],
    }
  })
}

/** The worse of the two networks determines the quality. There is no path from a sender whose network sends nothing. */
function findPath(sender: MediaEnd, { profile: down, severity }: MediaEnd): StreamPath | undefined {
  if (sender.profile.mute) return undefined
  const up = sender.profile.upload ?? sender.profile
  const worse = up.rank - down.rank || sender.severity - severity
  return worse > 0 ? { quality: up.quality, severity: sender.severity } : { quality: down.quality, severity }
}

/** Graph's examples show only `main-audio`. The other labels are the ones that Teams uses for media streams. */
const LABELS = {
  audio: 'main-audio',
  video: 'main-video',
  videoBasedScreenSharing: 'applicationsharing-video',
  data: 'data',
} as const satisfies Record<Modality, string>

function toContent(modality: Modality, caller: ParticipantDevice, callee: ParticipantDevice): StreamContent {
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

function commonCodec(caller: ParticipantDevice, callee: ParticipantDevice): string {
  return caller.client.audioCodecs.find((codec) => callee.client.audioCodecs.includes(codec)) ?? 'unknown'
}
