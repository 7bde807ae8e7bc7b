import { READ_CALL_RECORDS } from '../../../graph/endpoint/permissions.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { memberContextUrl, SESSION, SESSION_QUERY } from './call-record-reply.ts'
import { requireSession } from './record-children.ts'

/** This path is part of Graph's metadata, but not of its documentation. */
export const getSession = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/sessions/:sessionId',
  title: 'Get a session of a call record',
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
      context: memberContextUrl(params, 'sessions/$entity'),
      types: 'derived',
    }
  },
})
