import type { JsonObject } from '../../../engine/values/json.ts'
import { NO_PERMISSIONS } from '../../../graph/endpoint/permissions.ts'
import { graphErrors } from '../../../graph/errors/graph-errors.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { requireUniqueIds } from '../../record/client-edits.ts'
import { recordChanged } from '../../record/write-record.ts'
import { echoReply, memberContextPath, pathOf, readNewId, SESSION } from './call-record-reply.ts'
import { findChild, readChildren, requireChild } from './record-children.ts'
import { requireCallRecord } from './require-call-record.ts'

interface SessionRequest extends JsonObject {
  readonly id?: string
}

/**
 * Add a session to a call record (first draft).
 *
 * Only the first drafts of the API have this endpoint. Each added session makes a new version of the record.
 */
export const createSession = defineEndpoint<SessionRequest>({
  method: 'POST',
  path: '/communications/callRecords/:callRecordId/sessions',
  alsoAt: ['/communications/callRecords/:callRecordId/sessions/$ref'],
  permissions: NO_PERMISSIONS,
  writesRecords: true,
  body: { entity: SESSION, partial: true, refuseUnknown: true },
  run(context, { strict }, params, body) {
    const { id: recordId } = requireCallRecord(context, params)
    const id = readNewId(body.id) ?? context.ids.guid()
    if (findChild(readChildren(context, params, 'sessions'), id)) {
      throw graphErrors.conflictingId('session', id)
    }
    requireUniqueIds({ ...body, id })
    context.tx.update('callRecords', recordId, (draft) => {
      draft.version += 1
      draft.lastModifiedAt = context.now
      draft.addedSessions = [...(draft.addedSessions ?? []), { ...body, id }]
    })
    recordChanged(context, requireCallRecord(context, params), 'updated')
    const location = `${pathOf(recordId)}/sessions/${encodeURIComponent(id)}`
    if (!strict) return echoReply(SESSION, body, { id }, location)
    const session = requireChild(readChildren(context, params, 'sessions'), 'session', id)
    return {
      kind: 'entity',
      status: 201,
      type: SESSION,
      value: () => session,
      contextPath: memberContextPath(params, 'sessions/$entity'),
      location,
      types: 'derived',
    }
  },
})
