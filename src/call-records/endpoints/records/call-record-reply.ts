import type { JsonObject } from '../../../engine/values/json.ts'
import type { EndpointReply, EntityReply } from '../../../graph/endpoint/endpoint-reply.ts'
import { graphErrors } from '../../../graph/errors/graph-errors.ts'
import { itemPath } from '../../../graph/odata/json/context-url.ts'
import type { QueryRules } from '../../../graph/odata/query/query.ts'
import type { CallRecordContext } from '../../context.ts'
import { readCallRecord } from '../../record/read-call-record.ts'
import type { CallRecordRow } from '../../rows.ts'
import { withDeprecatedMembers } from '../../timeline/participants.ts'

export const CALL_RECORD = 'microsoft.graph.callRecords.callRecord'
export const SESSION = 'microsoft.graph.callRecords.session'

/** @see https://learn.microsoft.com/graph/api/callrecords-callrecord-get */
export const CALL_RECORD_QUERY: QueryRules = {
  options: ['select', 'expand'],
  expandsOne: true,
  expand: {
    participants_v2: { pageSize: 130 },
    sessions: { select: true, expand: { segments: {} }, pageSize: 60 },
  },
}

export function callRecordReply(context: CallRecordContext, record: CallRecordRow, status: 200 | 201): EntityReply {
  const path = pathOf(record.id)
  return {
    kind: 'entity',
    status,
    type: CALL_RECORD,
    value: () => withDeprecatedMembers(readCallRecord(context, record), context.now),
    contextPath: 'communications/callRecords/$entity',
    inline: { path, rules: CALL_RECORD_QUERY.expand },
    ...(status === 201 && { location: path }),
    types: 'derived',
  }
}

/** The path of a record below the service root. */
export function pathOf(recordId: string): string {
  return `/communications/callRecords/${encodeURIComponent(recordId)}`
}

/** The context URL of a member of a record, such as `sessions`. @param params Those of the URL. */
export function memberContextPath({ callRecordId = '' }: Readonly<Record<string, string>>, member: string): string {
  return `${itemPath('communications/callRecords', callRecordId.toLowerCase())}/${member}`
}

/** The id that a client chose for a new record or session, if it chose one. @throws GraphError for an empty id. */
export function readNewId(id: string | undefined): string | undefined {
  if (id === '')
    throw graphErrors.invalidProperty('id', "'' is empty. Use a non-empty id, or omit it to get a generated one.")
  return id
}

/** @throws GraphError for a negative version. */
export function requireVersion(version = 1): void {
  if (version < 0) throw graphErrors.invalidProperty('version', `${version} is negative. Versions start at 1.`)
}

/** Under a lenient base segment the response repeats the request body, placeholders included, and adds the service's members. */
export function echoReply(type: string, body: JsonObject, added: JsonObject, location: string): EndpointReply {
  return { kind: 'json', status: 201, json: { '@odata.type': `#${type}`, ...body, ...added }, location }
}

/** @see https://learn.microsoft.com/graph/api/callrecords-callrecord-list-sessions */
export const SESSION_QUERY: QueryRules = { options: ['select', 'expand'], expand: { segments: {} } }
