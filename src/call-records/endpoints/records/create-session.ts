import type { JsonObject } from '../../../engine/values/json.ts'
import { NOT_DOCUMENTED } from '../../../graph/endpoint/permissions.ts'
import { GraphError } from '../../../graph/errors/errors.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { recordChanged } from '../../record/write-record.ts'
import { requireOwnIds } from '../../record/writes.ts'
import { contextIn, echoReply, placeOf, readNewId, SESSION } from './call-record-reply.ts'
import { findChild, readChildren, requireChild } from './record-children.ts'
import { requireCallRecord } from './require-call-record.ts'

interface SessionRequest extends JsonObject {
  readonly id?: string
}

/** In the first drafts of the API only. Each session added is a new version of its record. */
export const createSession = defineEndpoint<SessionRequest>({
  method: 'POST',
  path: '/communications/callRecords/:callRecordId/sessions',
  alsoAt: ['/communications/callRecords/:callRecordId/sessions/$ref'],
  title: 'Add a session to a call record (first draft)',
  permissions: NOT_DOCUMENTED,
  writesRecords: true,
  body: { entity: SESSION, partial: true, refuseUnknown: true, invalid: 'invalidProperty' },
  run(context, { strict }, params, body) {
    const { id: recordId } = requireCallRecord(context, params)
    const id = readNewId(body.id) ?? context.ids.guid()
    if (findChild(readChildren(context, params, 'sessions'), id)) {
      throw new GraphError('conflictingId', 'session', id)
    }
    requireOwnIds({ ...body, id })
    context.tx.update('callRecords', recordId, (draft) => {
      draft.version += 1
      draft.lastModifiedAt = context.now
      draft.addedSessions = [...(draft.addedSessions ?? []), { ...body, id }]
    })
    recordChanged(context, requireCallRecord(context, params), 'updated')
    const location = `${placeOf(recordId)}/sessions/${encodeURIComponent(id)}`
    if (!strict) return echoReply(SESSION, body, { id }, location)
    const session = requireChild(readChildren(context, params, 'sessions'), 'session', id)
    return {
      kind: 'entity',
      status: 201,
      type: SESSION,
      value: () => session,
      context: contextIn(params, 'sessions/$entity'),
      location,
      types: 'derived',
    }
  },
})
