import { objectsIn } from '../../../engine/values/json.ts'
import { itemPath } from '../../../graph/odata/json/context-url.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { memberContextPath } from './call-record-reply.ts'
import { requireChild, requireSession } from './record-children.ts'

const SEGMENT = 'microsoft.graph.callRecords.segment'

/**
 * Get a segment of a session.
 *
 * This path is part of Graph's metadata, but not of its documentation.
 */
export const getSegment = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/sessions/:sessionId/segments/:segmentId',
  type: SEGMENT,
  permissions: READ_CALL_RECORDS,
  query: { options: [] },
  run(context, _, params) {
    const session = requireSession(context, params)
    const segment = requireChild(objectsIn(session.segments), 'segment', params.segmentId)
    return {
      kind: 'entity',
      status: 200,
      type: SEGMENT,
      value: () => segment,
      contextPath: `${itemPath(memberContextPath(params, 'sessions'), String(session.id))}/segments/$entity`,
      types: 'derived',
    }
  },
})
