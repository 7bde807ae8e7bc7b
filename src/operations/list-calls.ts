import { toCall } from '../calls/to-call.ts'
import { selectLiveCalls } from '../store/selectors.ts'
import { defineOperation } from './define.ts'

/** Graph documents no such list: a convenience of the emulator. */
export const listCalls = defineOperation({
  method: 'GET',
  path: '/communications/calls',
  title: 'List the calls that have not ended',
  type: 'microsoft.graph.call',
  query: { options: ['select'] },
  run: (moment) => ({
    kind: 'collection',
    status: 200,
    type: 'microsoft.graph.call',
    items: selectLiveCalls()(moment.tx.world).map(toCall),
    context: 'communications/calls',
    types: 'always',
  }),
})
