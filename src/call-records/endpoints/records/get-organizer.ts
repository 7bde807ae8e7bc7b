import { isJsonObject } from '../../../engine/values/json.ts'
import { graphErrors } from '../../../graph/errors/graph-errors.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { readCallRecord } from '../../record/read-call-record.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { memberContextPath } from './call-record-reply.ts'
import { requireCallRecord } from './require-call-record.ts'

const ORGANIZER = 'microsoft.graph.callRecords.organizer'

/**
 * Get the organizer of a call record.
 *
 * This path is part of Graph's metadata, but not of its documentation, which shows the organizer in every record.
 */
export const getOrganizer = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/organizer_v2',
  type: ORGANIZER,
  permissions: READ_CALL_RECORDS,
  query: { options: ['select'] },
  run(context, _, params) {
    const { organizer_v2: organizer } = readCallRecord(context, requireCallRecord(context, params))
    // A record that a client created may have no organizer.
    if (!isJsonObject(organizer)) throw graphErrors.notFound('organizer of call record', params.callRecordId ?? '')
    return {
      kind: 'entity',
      status: 200,
      type: ORGANIZER,
      value: () => organizer,
      contextPath: memberContextPath(params, 'organizer_v2/$entity'),
      isSingle: true,
      types: 'derived',
    }
  },
})
