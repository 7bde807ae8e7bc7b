import type { JsonObject } from '../../../engine/values/json.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callPermissions } from '../call-permissions.ts'

interface QualityRequest {
  readonly quality?: JsonObject
}

/**
 * Log the quality of a teleconference device.
 *
 * Records a conference device's report in the trace, with the `User-Agent` of the client. Graph requires that header;
 * the emulator does not, since a page cannot set it.
 * @see https://learn.microsoft.com/graph/api/call-logteleconferencedevicequality
 */
export const logDeviceQuality = defineEndpoint<QualityRequest>({
  method: 'POST',
  path: '/communications/calls/logTeleconferenceDeviceQuality',
  permissions: callPermissions(['Calls.AccessMedia.All']),
  body: { action: 'microsoft.graph.logTeleconferenceDeviceQuality' },
  run(context, { userAgent }, _, { quality = {} }) {
    context.note({ type: 'deviceQuality', userAgent, quality })
    return { kind: 'empty', status: 200 }
  },
})
