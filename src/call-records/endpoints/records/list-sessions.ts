import { collectionReply } from '../../../graph/endpoint/collection-reply.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { memberContextPath, SESSION, SESSION_QUERY } from './call-record-reply.ts'
import { readChildren } from './record-children.ts'

/**
 * List the sessions of a call record.
 * @see https://learn.microsoft.com/graph/api/callrecords-callrecord-list-sessions
 */
export const listSessions = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/sessions',
  permissions: READ_CALL_RECORDS,
  type: SESSION,
  query: { ...SESSION_QUERY, options: [...SESSION_QUERY.options, 'top'], pageSize: 60 },
  run: (context, request, params) =>
    collectionReply(request, {
      type: SESSION,
      source: readChildren(context, params, 'sessions'),
      read: (session) => session,
      contextPath: memberContextPath(params, 'sessions'),
      pageSize: 60,
    }),
})
