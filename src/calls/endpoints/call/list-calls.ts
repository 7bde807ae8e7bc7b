import { defineEndpoint } from '../../endpoint.ts'
import { toBetaCall, toCall } from '../../representation/to-call.ts'
import { selectLiveCalls } from '../../selectors.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'

/**
 * List the calls that have not ended.
 *
 * Not documented by Graph: a convenience of the emulator.
 */
export const listCalls = defineEndpoint({
  method: 'GET',
  path: '/communications/calls',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.call',
  query: { options: ['select'] },
  run(context, { beta }) {
    const calls = selectLiveCalls()(context.tx.world)
    return {
      kind: 'collection',
      status: 200,
      type: 'microsoft.graph.call',
      items: calls.map((call) => () => (beta ? toBetaCall(call) : toCall(call))),
      ...(!beta && { rows: calls }),
      contextPath: 'communications/calls',
      types: 'always',
    }
  },
})
