import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { READ_SHARING } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'

/**
 * Get a content sharing session.
 * @see https://learn.microsoft.com/graph/api/contentsharingsession-get
 */
export const getContentSharingSession = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/contentSharingSessions/:sessionId',
  permissions: READ_SHARING,
  type: 'microsoft.graph.contentSharingSession',
  query: { options: ['select'] },
  run(context, _, params) {
    const { id: callId, contentSharingSessions = [] } = requireCall(context, params)
    const { sessionId = '' } = params
    const session = contentSharingSessions.find(({ id }) => id === sessionId.toLowerCase())
    if (!session) throw callErrors.callResourceNotFound('contentSharingSession', sessionId)
    return {
      kind: 'entity',
      status: 200,
      type: 'microsoft.graph.contentSharingSession',
      value: () => ({ id: session.id }),
      contextPath: `communications/calls('${callId}')/contentSharingSessions/$entity`,
      types: 'always',
    }
  },
})
