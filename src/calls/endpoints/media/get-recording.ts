import { NO_PERMISSIONS } from '../../../graph/endpoint/permissions.ts'
import { graphErrors } from '../../../graph/errors/graph-errors.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { RECORDING_KEPT_MS } from '../../lifecycle/limits.ts'
import { toWav } from '../../media/wav.ts'

/**
 * Download a recording (recordingLocation).
 *
 * Serves a `recordingLocation` until an hour after the end of the call.
 * @see https://learn.microsoft.com/graph/api/call-record
 */
export const getRecording = defineEndpoint({
  method: 'GET',
  path: '/emulator/recordings/:callId/:operationId',
  binary: true,
  permissions: NO_PERMISSIONS,
  run({ tx, now }, { bearerToken }, { callId = '', operationId = '' }) {
    const call = tx.get('calls', callId)
    const recording = call?.operations.find(({ id }) => id === operationId)?.recording
    const expired = call?.endedAt !== undefined && now > call.endedAt + RECORDING_KEPT_MS
    if (!recording?.audio || expired) throw graphErrors.notFound('recording', operationId)
    if (bearerToken !== recording.accessToken) throw callErrors.recordingTokenInvalid()
    return { kind: 'bytes', status: 200, bytes: toWav(recording.audio), contentType: 'application/octet-stream' }
  },
})
