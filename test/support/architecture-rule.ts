/** A place in `src/`: a folder or a file, and what belongs there. */
interface Place {
  readonly path: string
  readonly contents: string
}

/**
 * The dependency rule: a file imports only from its own place and from places further down. Places in one row import
 * nothing from each other. A file belongs to the place with the longest matching path.
 *
 * `architecture.test.ts` checks the rule; `npm run contributing` prints it into CONTRIBUTING.md.
 */
export const LAYERS: readonly (readonly Place[])[] = [
  [
    { path: 'adapters/testing/', contents: 'the entry point `./testing`: `setupEmulator`, matchers, `advance`' },
    { path: 'adapters/storybook/', contents: 'the entry point `./storybook`: a decorator' },
    { path: 'adapters/panel/', contents: 'the entry point `./panel`: the panel in the page' },
    { path: 'adapters/server/', contents: 'the entry point `./server` and the command line' },
    { path: 'adapters/har/', contents: 'the entry point `./har`: scenarios from recorded traffic' },
  ],
  [{ path: 'index.ts', contents: 'the public names' }],
  [{ path: 'emulator.ts', contents: 'the public API over the machine' }],
  [
    { path: 'emulator-api.ts', contents: 'the types of the public API' },
    { path: 'time-travel.ts', contents: 'undo, redo and marks' },
  ],
  [{ path: 'machine.ts', contents: 'everything that has a state, wired once' }],
  [{ path: 'world-state.ts', contents: 'the world as a part of a snapshot' }],
  [
    { path: 'snapshot.ts', contents: 'the format of snapshots' },
    { path: 'options.ts', contents: 'options and their defaults' },
  ],
  [
    {
      path: 'modules.ts',
      contents: 'the list of modules: who handles which action, who listens to what, all endpoints',
    },
  ],
  [{ path: 'trace/', contents: 'what happened, in order, and its text for people' }],
  [{ path: 'scenarios/module.ts', contents: 'the engine handlers of scenarios' }],
  [{ path: 'scenarios/active-scenarios.ts', contents: 'the scenarios in use' }],
  [{ path: 'scenarios/library/', contents: 'the named scenarios' }],
  [{ path: 'scenarios/player/', contents: 'runs a scenario in one call or across several' }],
  [{ path: 'scenarios/', contents: 'rows and types of scenario runs' }],
  [{ path: 'scenarios/language/', contents: 'the types of scenarios, their schema and checks; control steps' }],
  [{ path: 'population/', contents: '`populate`: generated calls before now' }],
  [{ path: 'subscriptions/module.ts', contents: 'the engine handlers of subscriptions' }],
  [{ path: 'subscriptions/endpoints/', contents: 'the endpoints of `/subscriptions`' }],
  [{ path: 'subscriptions/', contents: 'change notifications, their retries, expiry and lifecycle' }],
  [{ path: 'call-records/module.ts', contents: 'the engine handlers of call records' }],
  [{ path: 'call-records/endpoints/', contents: 'the endpoints of `/communications/callRecords`' }],
  [{ path: 'call-records/record/', contents: 'a call record, its sessions and segments' }],
  [{ path: 'call-records/logs/', contents: 'PSTN, direct routing, SMS and dial-out logs' }],
  [{ path: 'call-records/media/', contents: 'devices, networks, streams and feedback' }],
  [{ path: 'call-records/timeline/', contents: 'who was in the call when' }],
  [{ path: 'call-records/', contents: 'rows, indexes and types of call records' }],
  [{ path: 'calls/module.ts', contents: 'the engine handlers of calls' }],
  [{ path: 'calls/endpoints/', contents: 'the endpoints of `/communications/calls`, one file each' }],
  [
    {
      path: 'calls/behaviour/',
      contents: 'what happens in a call: ringing, joining, transfer, lobby, policy recording',
    },
  ],
  [{ path: 'calls/media/', contents: 'the queue of media operations: prompts, recordings, tones' }],
  [{ path: 'calls/updates/', contents: 'changes to a call’s row that behaviour and media share' }],
  [{ path: 'calls/notifications/', contents: 'notifications to `callbackUri`' }],
  [{ path: 'calls/representation/', contents: 'rows as Graph’s JSON' }],
  [{ path: 'calls/lifecycle/', contents: 'pure tables: transitions, steps allowed, results, limits' }],
  [{ path: 'calls/', contents: 'rows, steps and types of calls' }],
  [{ path: 'directory/', contents: 'the tenant: users, apps, phones, trunks' }],
  [{ path: 'graph/http/', contents: 'the request pipeline: receive, process, run the endpoint' }],
  [
    { path: 'graph/http/batch/', contents: 'requests to `/$batch`' },
    { path: 'graph/http/response/', contents: 'writing replies, errors and headers; the reply cache' },
  ],
  [{ path: 'graph/http/routing/', contents: 'the endpoint for a URL, and its query' }],
  [{ path: 'graph/http/auth/', contents: 'tokens and permissions' }],
  [{ path: 'graph/http/request/', contents: 'reading URLs, headers and bodies' }],
  [{ path: 'graph/throttling/', contents: 'Graph’s documented limits' }],
  [{ path: 'graph/faults/', contents: 'fault rules and delayed responses' }],
  [{ path: 'graph/endpoint/', contents: 'the definition of an endpoint' }],
  [{ path: 'graph/odata/query/', contents: 'query options: parsing, checks, paging' }],
  [{ path: 'graph/odata/filter/', contents: '`$filter`: parsing, matching, index lookups' }],
  [{ path: 'graph/odata/json/', contents: 'validating and writing OData JSON' }],
  [{ path: 'graph/errors/', contents: 'GraphError and the shared error catalogue' }],
  [{ path: 'graph/edm/', contents: 'Graph’s metadata as facts' }],
  [{ path: 'engine/engine.ts', contents: 'decisions: all or nothing, dispatched by name' }],
  [{ path: 'engine/delivery/', contents: 'outgoing requests: order, delay, loss' }],
  [{ path: 'engine/module.ts', contents: 'the module contract: context, actions, listeners' }],
  [{ path: 'engine/store/', contents: 'transactions, the store' }],
  [{ path: 'engine/module-types.ts', contents: 'the types that modules bring, and the world they make up' }],
  [{ path: 'engine/store/collections/', contents: 'persistent tables and sorted indexes' }],
  [{ path: 'engine/validation.ts', contents: 'checks of options, steps and scenarios' }],
  [{ path: 'engine/time/', contents: 'clock, scheduled events, durations' }],
  [{ path: 'engine/', contents: 'chance, values, stateful parts' }],
]
