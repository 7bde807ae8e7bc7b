import { isJsonObject } from '../../../engine/values/json.ts'
import { READ_CALL_RECORDS } from '../../../graph/endpoint/permissions.ts'
import { GraphError } from '../../../graph/errors/errors.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { contextIn } from './call-record-reply.ts'
import { requireCallRecord } from './require-call-record.ts'

const ORGANIZER = 'microsoft.graph.callRecords.organizer'

/** Graph's metadata has this path, its documentation has not: the organizer is expanded in every record. */
export const getOrganizer = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/organizer_v2',
  title: 'Get the organizer of a call record',
  type: ORGANIZER,
  permissions: READ_CALL_RECORDS,
  query: { options: ['select'] },
  run(context, _, params) {
    const { organizer_v2: organizer } = context.services.records.read(requireCallRecord(context, params))
    // Of a record that a client wrote there may be none.
    if (!isJsonObject(organizer))
      throw new GraphError('notFound', 'organizer of call record', params.callRecordId ?? '')
    return {
      kind: 'entity',
      status: 200,
      type: ORGANIZER,
      value: () => organizer,
      context: contextIn(params, 'organizer_v2/$entity'),
      isSingle: true,
      types: 'derived',
    }
  },
})
