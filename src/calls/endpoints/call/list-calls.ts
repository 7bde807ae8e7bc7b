import { selectLiveCalls } from '../../../engine/store/selectors.ts'
import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { CHECKED_AT_CREATION } from '../../../graph/endpoint/permissions.ts'
import { toCall } from '../../representation/to-call.ts'

/** Graph documents no such list: a convenience of the emulator. */
export const listCalls = defineEndpoint({
  method: 'GET',
  path: '/communications/calls',
  title: 'List the calls that have not ended',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.call',
  query: { options: ['select'] },
  run(moment) {
    const calls = selectLiveCalls()(moment.tx.world)
    return {
      kind: 'collection',
      status: 200,
      type: 'microsoft.graph.call',
      items: calls.map((call) => () => toCall(call)),
      rows: calls,
      context: 'communications/calls',
      types: 'always',
    }
  },
})
