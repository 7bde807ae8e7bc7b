import type { JsonObject } from '../../../engine/values/json.ts'
import { NO_PERMISSIONS } from '../../../graph/endpoint/permissions.ts'
import { graphErrors } from '../../../graph/errors/graph-errors.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { requireUniqueIds } from '../../record/client-edits.ts'
import { reviseRecord } from '../../record/write-record.ts'
import { CALL_RECORD, callRecordReply, requireVersion } from './call-record-reply.ts'
import { requireCallRecord } from './require-call-record.ts'

interface CallRecordChange extends JsonObject {
  readonly id?: string
  readonly version?: number
}

/**
 * Update a call record (first draft).
 *
 * Only the first drafts of the API have this endpoint. Each change makes a new version of the record.
 */
export const updateCallRecord = defineEndpoint<CallRecordChange>({
  method: 'PATCH',
  path: '/communications/callRecords/:callRecordId',
  permissions: NO_PERMISSIONS,
  writesRecords: true,
  body: { entity: CALL_RECORD, partial: true, refuseUnknown: true },
  run(context, _, params, body) {
    const { id } = requireCallRecord(context, params)
    if (body.id !== undefined && body.id.toLowerCase() !== id) {
      throw graphErrors.invalidProperty(
        'id',
        `'${body.id}' differs from the record's id '${id}', which cannot be changed. Omit it.`,
      )
    }
    requireVersion(body.version)
    requireUniqueIds({ ...body, id })
    // The service maintains both itself.
    const { version: _version, lastModifiedDateTime: _modified, ...change } = body
    reviseRecord(context, id, change)
    return callRecordReply(context, requireCallRecord(context, params), 200)
  },
})
