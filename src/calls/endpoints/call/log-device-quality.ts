import type { JsonObject } from '../../../engine/values/json.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callPermissions } from '../call-permissions.ts'

interface QualityRequest {
  readonly quality?: JsonObject
}

/**
 * Keeps a conference device's report in the trace, with the `User-Agent` of who sent it. Graph requires that header; it is
 * not required here, where nobody can tell a client that left it out from one that cannot set it, such as a page.
 */
export const logDeviceQuality = defineEndpoint<QualityRequest>({
  method: 'POST',
  path: '/communications/calls/logTeleconferenceDeviceQuality',
  title: 'Log the quality of a teleconference device',
  doc: 'https://learn.microsoft.com/graph/api/call-logteleconferencedevicequality',
  permissions: callPermissions(['Calls.AccessMedia.All']),
  body: { action: 'microsoft.graph.logTeleconferenceDeviceQuality' },
  run(context, { userAgent }, _, { quality = {} }) {
    context.note({ type: 'deviceQuality', userAgent, quality })
    return { kind: 'empty', status: 200 }
  },
})
