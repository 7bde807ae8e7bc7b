import { objectsIn } from '../../../engine/values/json.ts'
import { READ_CALL_RECORDS } from '../../../graph/endpoint/permissions.ts'
import { memberContext } from '../../../graph/odata/json/context-url.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { contextIn } from './call-record-reply.ts'
import { requireChild, requireSession } from './record-children.ts'

const SEGMENT = 'microsoft.graph.callRecords.segment'

/** Graph's metadata has this path, its documentation has not. */
export const getSegment = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/sessions/:sessionId/segments/:segmentId',
  title: 'Get a segment of a session',
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
      context: `${memberContext(contextIn(params, 'sessions'), String(session.id))}/segments/$entity`,
      types: 'derived',
    }
  },
})
