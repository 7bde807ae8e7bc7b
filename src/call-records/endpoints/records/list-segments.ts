import { objectsIn } from '../../../engine/values/json.ts'
import { collectionReply } from '../../../graph/endpoint/collection-reply.ts'
import { itemPath } from '../../../graph/odata/json/context-url.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { memberContextPath } from './call-record-reply.ts'
import { requireSession } from './record-children.ts'

const SEGMENT = 'microsoft.graph.callRecords.segment'

/**
 * List the segments of a session.
 *
 * This path is part of Graph's metadata, but not of its documentation, which only expands segments.
 */
export const listSegments = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/sessions/:sessionId/segments',
  type: SEGMENT,
  permissions: READ_CALL_RECORDS,
  query: { options: [] },
  run(context, request, params) {
    const session = requireSession(context, params)
    return collectionReply(request, {
      type: SEGMENT,
      source: objectsIn(session.segments),
      read: (segment) => segment,
      contextPath: `${itemPath(memberContextPath(params, 'sessions'), String(session.id))}/segments`,
    })
  },
})
