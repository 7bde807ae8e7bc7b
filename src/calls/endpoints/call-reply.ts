import type { JsonObject } from '../../engine/values/json.ts'
import type { EntityReply } from '../../graph/endpoint/endpoint-reply.ts'
import type { Query, QueryRules } from '../../graph/odata/query/query.ts'
import { isOnRoster } from '../lifecycle/participants.ts'
import { toBetaCall, toCall } from '../representation/to-call.ts'
import { toOperation } from '../representation/to-operation.ts'
import { toParticipant } from '../representation/to-participant.ts'
import type { CallRow, OperationRow } from '../rows.ts'
import { toAudioRoutingGroup } from './audio-routing-groups/audio-routing-group-reply.ts'

/** Graph documents that query parameters are supported, but not which: every collection of a call can be expanded. */
export const CALL_QUERY: QueryRules = {
  options: ['select', 'expand'],
  expand: {
    audioRoutingGroups: { select: true },
    contentSharingSessions: { select: true },
    operations: { select: true },
    participants: { select: true },
  },
}

const COLLECTIONS: Readonly<Record<string, (call: CallRow) => readonly JsonObject[]>> = {
  audioRoutingGroups: ({ audioRoutingGroups = [] }) => audioRoutingGroups.map(toAudioRoutingGroup),
  contentSharingSessions: ({ contentSharingSessions = [] }) => contentSharingSessions.map(({ id }) => ({ id })),
  operations: ({ operations }) => operations.map(toOperation),
  participants: (call) => call.participants.filter(isOnRoster).map((participant) => toParticipant(participant, call)),
}

interface CallView {
  readonly query?: Query
  readonly beta?: boolean
}

/**
 * The current call, with the collections that the query expands. The response of its creation has no transcription yet, as
 * in all of Graph's examples.
 */
export function callReply(
  call: CallRow,
  status: 200 | 201,
  { query: { expand = [] } = {}, beta = false }: CallView = {},
): EntityReply {
  const expanded = () =>
    Object.fromEntries(expand.map(({ property }) => [property, COLLECTIONS[property]?.(call) ?? []]))
  return {
    kind: 'entity',
    status,
    type: 'microsoft.graph.call',
    // The text of a row is cached; a new call and /beta differ from it.
    ...(status === 200 && !beta && { row: call }),
    value: () => ({
      ...(beta ? toBetaCall(call) : toCall(call)),
      ...(status === 201 && { transcription: null }),
      ...expanded(),
    }),
    contextPath: status === 201 ? 'app/calls/$entity' : 'communications/calls/$entity',
    ...(status === 201 && { location: `/communications/calls/${call.id}` }),
    types: 'always',
  }
}

/** The response of an action that created a commsOperation. */
export function operationReply(call: CallRow, operation: OperationRow, status: 200 | 202 = 200): EntityReply {
  return {
    kind: 'entity',
    status,
    type: 'microsoft.graph.commsOperation',
    row: operation,
    value: () => toOperation(operation),
    location: `/communications/calls/${call.id}/operations/${operation.id}`,
    types: 'always',
  }
}
