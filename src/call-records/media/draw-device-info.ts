import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { AudioDevice } from './clients.ts'
import { drawRareShare } from './draw-metric.ts'

/**
 * Draws what an endpoint reports about its microphone and loudspeaker in one segment.
 * @param device `undefined` for a service, which has no audio devices and reports only signal levels.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-deviceinfo
 */
export function drawDeviceInfo(device: AudioDevice | undefined, random: Random): JsonObject {
  const levels = {
    sentSignalLevel: -random.int(12, 30),
    sentNoiseLevel: -random.int(62, 88),
    receivedSignalLevel: -random.int(12, 30),
    receivedNoiseLevel: -random.int(62, 88),
    initialSignalLevelRootMeanSquare: random.int(200_000, 1_800_000) / 10_000,
  }
  if (!device) return levels
  return {
    captureDeviceName: device.capture,
    captureDeviceDriver: device.driver ?? null,
    renderDeviceName: device.render,
    renderDeviceDriver: device.driver ?? null,
    ...levels,
    captureNotFunctioningEventRatio: 0,
    renderNotFunctioningEventRatio: 0,
    renderMuteEventRatio: drawRareShare(random),
    renderZeroVolumeEventRatio: drawRareShare(random),
    deviceClippingEventRatio: drawRareShare(random),
    deviceGlitchEventRatio: drawRareShare(random),
    // Graph's own spelling.
    cpuInsufficentEventRatio: drawRareShare(random),
    lowSpeechLevelEventRatio: drawRareShare(random),
    lowSpeechToNoiseEventRatio: drawRareShare(random),
    howlingEventCount: 0,
    micGlitchRate: random.int(0, 8),
    speakerGlitchRate: random.int(0, 8),
  }
}
