import { defineEndpoint } from '../../endpoint.ts'
import { READ_SHARING } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'

/**
 * List the content sharing sessions of a call.
 *
 * Lists one session for each participant who shares a screen, in the order in which they started.
 * @see https://learn.microsoft.com/graph/api/call-list-contentsharingsessions
 */
export const listContentSharingSessions = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/contentSharingSessions',
  permissions: READ_SHARING,
  type: 'microsoft.graph.contentSharingSession',
  query: { options: ['select'] },
  run(context, _, params) {
    const { id: callId, contentSharingSessions = [] } = requireCall(context, params)
    return {
      kind: 'collection',
      status: 200,
      type: 'microsoft.graph.contentSharingSession',
      items: contentSharingSessions.map(({ id }) => () => ({ id })),
      contextPath: `communications/calls('${callId}')/contentSharingSessions`,
      types: 'always',
    }
  },
})
