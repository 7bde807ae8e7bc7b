import { defineEndpoint } from '../../endpoint.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { memberContextPath, SESSION, SESSION_QUERY } from './call-record-reply.ts'
import { requireSession } from './record-children.ts'

/**
 * Get a session of a call record.
 *
 * This path is part of Graph's metadata, but not of its documentation.
 */
export const getSession = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/sessions/:sessionId',
  permissions: READ_CALL_RECORDS,
  type: SESSION,
  query: SESSION_QUERY,
  run(context, _, params) {
    const session = requireSession(context, params)
    return {
      kind: 'entity',
      status: 200,
      type: SESSION,
      value: () => session,
      contextPath: memberContextPath(params, 'sessions/$entity'),
      types: 'derived',
    }
  },
})
