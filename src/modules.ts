import * as v from 'valibot'
import type { CallRecordTypes } from './call-records/context.ts'
import { callRecordAddresses } from './call-records/endpoint-addresses.ts'
import { callRecords } from './call-records/module.ts'
import { reindex, reindexAttempt } from './call-records/record-index.ts'
import { callRecordActions } from './call-records/row-schemas.ts'
import { callRecordsPart, recordProblems } from './call-records/world-part.ts'
import { reindexCall } from './calls/call-index.ts'
import { duplicateProblems } from './calls/call-problems.ts'
import type { CallTypes } from './calls/context.ts'
import { callEndpoints } from './calls/endpoints/endpoints.ts'
import { calls } from './calls/module.ts'
import { callActions } from './calls/row-schemas.ts'
import { callsPart } from './calls/world-part.ts'
import type { DeliveryTypes } from './engine/delivery/context.ts'
import { deliveryActions } from './engine/delivery/message-schema.ts'
import { delivery } from './engine/delivery/module.ts'
import type { Actions, Context, Listeners } from './engine/module.ts'
import type { Reindex, ScheduledEvent, Tagged, WorldOf } from './engine/module-types.ts'
import { freeze } from './engine/store/collections/freeze.ts'
import { Table } from './engine/store/collections/table.ts'
import { inOrder, type References } from './engine/store/plain.ts'
import { count, epochMs, rowId } from './engine/store/row-schema.ts'
import { createWorldStore, type WorldStore } from './engine/store/store.ts'
import { members } from './engine/validation.ts'
import type { Endpoint, EndpointAddress } from './graph/endpoint/endpoint.ts'
import type { EndpointGroup } from './graph/endpoint/endpoint-group.ts'
import type { FaultTypes } from './graph/faults/context.ts'
import { servedFaultRule } from './graph/faults/fault-path.ts'
import type { FaultRule } from './graph/faults/fault-rule.ts'
import { faults } from './graph/faults/module.ts'
import { type PlainGeneratedCalls, toPlainGeneratedCalls } from './population/add-generated-calls.ts'
import type { PopulationTypes } from './population/context.ts'
import { withPlainGeneratedCalls } from './population/generate-calls.ts'
import { GENERATED_CALLS } from './population/plan-schema.ts'
import type { ScenarioTypes } from './scenarios/context.ts'
import { scenarios } from './scenarios/module.ts'
import { scenariosPart } from './scenarios/world-part.ts'
import type { SubscriptionTypes } from './subscriptions/context.ts'
import { subscriptionAddresses } from './subscriptions/endpoint-addresses.ts'
import { subscriptions } from './subscriptions/module.ts'
import { subscriptionActions } from './subscriptions/row-schemas.ts'
import { subscriptionsPart } from './subscriptions/world-part.ts'

/** The types of all modules. A new module adds its own here, and its handlers and its part of the world below. */
export type Types = DeliveryTypes &
  FaultTypes &
  CallTypes &
  CallRecordTypes &
  SubscriptionTypes &
  PopulationTypes &
  ScenarioTypes

/** The handler of each scheduled action. An action without a handler does not compile. */
export const actions: Actions<Types['actions'], Types> = {
  ...delivery.actions,
  ...faults.actions,
  ...calls.actions,
  ...callRecords.actions,
  ...subscriptions.actions,
  ...scenarios.actions,
}

/** The listeners of each event, in order. An event that is missing does not compile. */
export const listeners: Listeners<Types> = {
  delivered: [calls.on.delivered, subscriptions.on.delivered],
  callCreated: [scenarios.on.callCreated],
  milestone: [scenarios.on.milestone],
  callEnding: [scenarios.on.callEnding],
  callEnded: [callRecords.on.callEnded],
  recordChanged: [subscriptions.on.recordChanged],
}

/** What runs at the end of every decision. */
export const endDecision: readonly ((context: Context<Types>) => void)[] = [calls.endDecision]

/** The indexes that follow from a table's rows. */
const indexes: Reindex<Types> = { calls: reindexCall, callRecords: reindex, callAttempts: reindexAttempt }

/** The endpoints whose code is always there, because steps and incoming calls use most of it, too. */
export const endpoints: readonly Endpoint<Types>[] = callEndpoints

/** The other endpoints. Their code is loaded with the first request for one of them. */
export const endpointGroups: readonly EndpointGroup<Types>[] = [
  {
    path: '/communications/callRecords',
    addresses: callRecordAddresses,
    load: async () => (await import('./call-records/endpoints/endpoints.ts')).callRecordEndpoints,
  },
  {
    path: '/subscriptions',
    addresses: subscriptionAddresses,
    load: async () => (await import('./subscriptions/endpoints/endpoints.ts')).subscriptionEndpoints,
  },
]

/** Loads every endpoint: the README's table and the tests read this list. */
export async function loadEndpoints(): Promise<readonly Endpoint<Types>[]> {
  const loaded = await Promise.all(endpointGroups.map(({ load }) => load()))
  return [...endpoints, ...loaded.flat()]
}

/** Which requests are for an endpoint, loaded or not. */
export const endpointAddresses: readonly EndpointAddress[] = [
  ...endpoints,
  ...endpointGroups.flatMap((group) => group.addresses),
]

/** The schema of a fault rule that some request can match. */
export const faultRule: v.GenericSchema<FaultRule> = servedFaultRule(endpointAddresses)

/** The whole state, as one immutable value. */
export interface World extends WorldOf<Types> {}

export type PendingEvent = ScheduledEvent<Tagged<Types['actions']>>

/** A world as plain JSON: the rows of each table, each in an order of its own that the same world always has. */
export type PlainWorld = { readonly sequence: number; readonly pending: readonly PendingEvent[] } & ReturnType<
  typeof callsPart.toPlain
> &
  ReturnType<typeof callRecordsPart.toPlain> & {
    readonly pasts?: readonly PlainGeneratedCalls[]
    readonly populations?: number
  } & ReturnType<typeof subscriptionsPart.toPlain> &
  ReturnType<typeof scenariosPart.toPlain>

/** A store whose world is empty. */
export function createStore(): WorldStore<Types> {
  return createWorldStore<Types>(createEmptyWorld(), indexes)
}

function createEmptyWorld(): World {
  return {
    sequence: 0,
    ...callsPart.empty(),
    ...callRecordsPart.empty(),
    pasts: [],
    populations: 0,
    ...subscriptionsPart.empty(),
    ...scenariosPart.empty(),
    pending: Table.empty(),
  }
}

export function toPlainWorld(world: World): PlainWorld {
  return {
    sequence: world.sequence,
    ...callsPart.toPlain(world),
    ...callRecordsPart.toPlain(world),
    ...(world.populations > 0 && { pasts: toPlainGeneratedCalls(world), populations: world.populations }),
    ...subscriptionsPart.toPlain(world),
    ...scenariosPart.toPlain(world),
    pending: inOrder(world.pending),
  }
}

export function fromPlainWorld(plain: PlainWorld): World {
  const records = callRecordsPart.fromPlain(plain)
  return {
    sequence: plain.sequence,
    ...callsPart.fromPlain(plain),
    ...records,
    ...withPlainGeneratedCalls({ ...records, pasts: [] }, plain.pasts ?? []),
    populations: plain.populations ?? 0,
    ...subscriptionsPart.fromPlain(plain),
    ...scenariosPart.fromPlain(plain),
    pending: Table.from(plain.pending.map((event) => [event.sequence, freeze(event)])),
  }
}

/** The schema of each scheduled action's data. */
const actionSchemas: { readonly [Name in keyof Types['actions']]: v.ObjectEntries } = {
  ...deliveryActions,
  responseDue: {},
  ...callActions,
  ...callRecordActions,
  ...subscriptionActions,
  scenarioStep: {},
}

/** The table with the entity of a scheduled action, where the action needs the entity to exist. */
const actionEntities: { readonly [Name in keyof Types['actions']]?: (typeof TABLES)[number] } = {
  callEvent: 'calls',
  defaultStep: 'calls',
  operationDone: 'calls',
  handoverEnd: 'calls',
  mediaDue: 'calls',
  reauthorizationDue: 'subscriptions',
  subscriptionExpires: 'subscriptions',
  scenarioStep: 'scenarioRuns',
}

const TABLES = ['calls', 'callRecords', 'callAttempts', 'subscriptions', 'scenarioCounts', 'scenarioRuns'] as const
const PARTS = [callsPart, callRecordsPart, subscriptionsPart, scenariosPart] as const

const ACTION = v.variant(
  'type',
  Object.entries(actionSchemas).map(([type, entries]) => members({ type: v.literal(type), ...entries })),
)

/** The schema of a {@link PlainWorld} that comes from JSON. */
export const plainWorldSchema: v.GenericSchema = members({
  sequence: count,
  ...callsPart.schema,
  ...callRecordsPart.schema,
  pasts: v.exactOptional(v.array(GENERATED_CALLS)),
  populations: v.exactOptional(count),
  ...subscriptionsPart.schema,
  ...scenariosPart.schema,
  pending: v.array(members({ sequence: count, at: epochMs, background: v.boolean(), entityId: rowId, action: ACTION })),
})

/** Yields what is wrong between the rows of a world that fits its schema, each with its path. */
export function* plainWorldProblems(world: PlainWorld, now: number): Generator<string, void> {
  const ids = new Map(TABLES.map((table) => [table, new Set((world[table] ?? []).map(({ id }) => id))]))
  const events = new Map(world.pending.map(({ sequence, entityId }) => [sequence, entityId]))
  const references: References = {
    hasEvent: (sequence, entityId) => events.get(sequence) === entityId,
    hasCall: (id) => ids.get('calls')?.has(id) === true,
    now,
  }
  for (const table of TABLES) yield* duplicateProblems(table, world[table] ?? [])
  for (const part of PARTS) yield* part.problems(world, references)
  if (events.size < world.pending.length) yield "'pending': Expected a different sequence for each event"
  for (const [index, { action, entityId }] of world.pending.entries()) {
    const table = actionEntities[action.type]
    if (table && !ids.get(table)?.has(entityId))
      yield `'pending[${index}].entityId': '${entityId}' is not in ${table}, as ${action.type} requires`
    if (action.type === 'recordDue') yield* recordProblems(`pending[${index}].action.record`, action.record)
  }
  for (const table of ['calls', 'subscriptions', 'scenarioRuns', 'pending'] as const) {
    for (const [index, { sequence }] of world[table].entries()) {
      if (sequence > world.sequence)
        yield `'${table}[${index}].sequence': ${sequence} is above the world's sequence, ${world.sequence}`
    }
  }
}
