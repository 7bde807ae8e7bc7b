/** A place in `src/`: a folder or a file, and what belongs there. */
interface Place {
  readonly path: string
  readonly holds: string
}

/**
 * The rule of dependence: a file imports only from its own place and from places further down. Places in one row import
 * nothing from each other. A file belongs to the place with the longest matching path.
 *
 * `architecture.test.ts` checks the rule; `npm run contributing` prints it into CONTRIBUTING.md.
 */
export const LAYERS: readonly (readonly Place[])[] = [
  [
    { path: 'adapters/testing/', holds: 'the entry point `./testing`: `setupEmulator`, matchers, `advance`' },
    { path: 'adapters/storybook/', holds: 'the entry point `./storybook`: a decorator' },
    { path: 'adapters/panel/', holds: 'the entry point `./panel`: the panel in the page' },
    { path: 'adapters/server/', holds: 'the entry point `./server` and the command line' },
    { path: 'adapters/har/', holds: 'the entry point `./har`: scenarios from recorded traffic' },
  ],
  [{ path: 'index.ts', holds: 'the public names' }],
  [{ path: 'emulator.ts', holds: 'the public API over the machine' }],
  [
    { path: 'emulator-api.ts', holds: 'the types of the public API' },
    { path: 'time-travel.ts', holds: 'undo, redo and marks' },
  ],
  [{ path: 'machine.ts', holds: 'everything that has a state, wired once' }],
  [{ path: 'world-state.ts', holds: 'the world as a part of a snapshot' }],
  [
    { path: 'snapshot.ts', holds: 'the format of snapshots' },
    { path: 'options.ts', holds: 'options and their defaults' },
  ],
  [{ path: 'modules.ts', holds: 'the list of modules: who handles which action, who listens to what, all endpoints' }],
  [{ path: 'trace/', holds: 'what happened, in order, and its text for people' }],
  [{ path: 'scenarios/module.ts', holds: 'what scenarios bring to the engine' }],
  [{ path: 'scenarios/active-scenarios.ts', holds: 'the scenarios in use' }],
  [{ path: 'scenarios/library/', holds: 'the named scenarios' }],
  [{ path: 'scenarios/player/', holds: 'runs a scenario in one call or across several' }],
  [{ path: 'scenarios/', holds: 'rows and types of scenario runs' }],
  [{ path: 'scenarios/language/', holds: 'the types of scenarios, their schema and checks; control steps' }],
  [{ path: 'population/', holds: '`populate`: generated calls before now' }],
  [{ path: 'subscriptions/module.ts', holds: 'what subscriptions bring to the engine' }],
  [{ path: 'subscriptions/endpoints/', holds: 'the endpoints of `/subscriptions`' }],
  [{ path: 'subscriptions/', holds: 'change notifications, their retries, expiry and lifecycle' }],
  [{ path: 'call-records/module.ts', holds: 'what call records bring to the engine' }],
  [{ path: 'call-records/endpoints/', holds: 'the endpoints of `/communications/callRecords`' }],
  [{ path: 'call-records/record/', holds: 'a call record, its sessions and segments' }],
  [{ path: 'call-records/logs/', holds: 'PSTN, direct routing, SMS and dial-out logs' }],
  [{ path: 'call-records/media/', holds: 'devices, networks, streams and feedback' }],
  [{ path: 'call-records/timeline/', holds: 'who was in the call when' }],
  [{ path: 'call-records/', holds: 'rows, indexes and types of call records' }],
  [{ path: 'calls/module.ts', holds: 'what calls bring to the engine' }],
  [{ path: 'calls/endpoints/', holds: 'the endpoints of `/communications/calls`, one file each' }],
  [{ path: 'calls/behaviour/', holds: 'what happens in a call: ringing, joining, transfer, lobby, policy recording' }],
  [{ path: 'calls/media/', holds: 'the queue of media operations: prompts, recordings, tones' }],
  [{ path: 'calls/updates/', holds: 'changes to a call’s row that behaviour and media share' }],
  [{ path: 'calls/notifications/', holds: 'what `callbackUri` is sent' }],
  [{ path: 'calls/representation/', holds: 'rows as Graph’s JSON' }],
  [{ path: 'calls/lifecycle/', holds: 'pure tables: transitions, steps allowed, results, limits' }],
  [{ path: 'calls/', holds: 'rows, steps and types of calls' }],
  [{ path: 'directory/', holds: 'the tenant: users, apps, phones, trunks' }],
  [{ path: 'graph/http/', holds: 'the way of a request: receive, process, run the endpoint' }],
  [
    { path: 'graph/http/batch/', holds: 'requests to `/$batch`' },
    { path: 'graph/http/response/', holds: 'writing replies, errors and headers; the reply cache' },
  ],
  [{ path: 'graph/http/routing/', holds: 'the endpoint for a URL, and its query' }],
  [{ path: 'graph/http/auth/', holds: 'tokens and permissions' }],
  [{ path: 'graph/http/request/', holds: 'reading URLs, headers and bodies' }],
  [{ path: 'graph/throttling/', holds: 'Graph’s documented limits' }],
  [{ path: 'graph/faults/', holds: 'fault rules and delayed responses' }],
  [{ path: 'graph/endpoint/', holds: 'the definition of an endpoint' }],
  [{ path: 'graph/odata/query/', holds: 'query options: parsing, checks, paging' }],
  [{ path: 'graph/odata/filter/', holds: '`$filter`: parsing, matching, index lookups' }],
  [{ path: 'graph/odata/json/', holds: 'validating and writing OData JSON' }],
  [{ path: 'graph/errors/', holds: 'GraphError and the shared error catalogue' }],
  [{ path: 'graph/edm/', holds: 'Graph’s metadata as facts' }],
  [{ path: 'engine/engine.ts', holds: 'decisions: all or nothing, dispatched by name' }],
  [{ path: 'engine/delivery/', holds: 'outgoing requests: order, delay, loss' }],
  [{ path: 'engine/module.ts', holds: 'the module contract: context, actions, listeners' }],
  [{ path: 'engine/store/', holds: 'transactions, the store' }],
  [{ path: 'engine/module-types.ts', holds: 'the types that modules bring, and the world they make up' }],
  [{ path: 'engine/store/collections/', holds: 'persistent tables and sorted indexes' }],
  [{ path: 'engine/validation.ts', holds: 'checks of options, steps and scenarios' }],
  [{ path: 'engine/time/', holds: 'clock, scheduled events, durations' }],
  [{ path: 'engine/', holds: 'chance, values, stateful parts' }],
]
