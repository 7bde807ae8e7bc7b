import { callReply } from './call-reply.ts'
import { defineOperation } from './define.ts'
import { requireCall } from './require-call.ts'

export const getCall = defineOperation({
  method: 'GET',
  path: '/communications/calls/:callId',
  title: 'Get a call',
  doc: 'https://learn.microsoft.com/graph/api/call-get',
  type: 'microsoft.graph.call',
  query: { options: ['select'] },
  run: (moment, _, params) => callReply(requireCall(moment, params), 200),
})
