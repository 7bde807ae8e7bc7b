import { NO_PERMISSIONS } from '../../../graph/endpoint/permissions.ts'
import { graphErrors } from '../../../graph/errors/graph-errors.ts'
import { toInstant } from '../../../graph/odata/json/date-time.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callRecordErrors } from '../../errors.ts'
import { requireUniqueIds, withMembers } from '../../record/client-edits.ts'
import { removeExpired } from '../../record/remove-expired.ts'
import { recordChanged } from '../../record/write-record.ts'
import { isExpired, isRemovable } from '../../retention.ts'
import type { CallRecordRow } from '../../rows.ts'
import { CALL_RECORD, callRecordReply, echoReply, pathOf, readNewId, requireVersion } from './call-record-reply.ts'

/** The members that the service fills in when the request does not contain them. */
interface CallRecordRequest {
  readonly id?: string
  readonly version?: number
  readonly lastModifiedDateTime?: string
}

/**
 * Create a call record (first draft).
 *
 * Only the first drafts of the API have this endpoint. All members of a new record are optional.
 */
export const createCallRecord = defineEndpoint<CallRecordRequest>({
  method: 'POST',
  path: '/communications/callRecords',
  alsoAt: ['/communications/callRecords/$ref'],
  permissions: NO_PERMISSIONS,
  writesRecords: true,
  body: { entity: CALL_RECORD, partial: true, refuseUnknown: true },
  run(context, { strict }, _, body) {
    const { now, tx, ids } = context
    const id = readNewId(body.id)?.toLowerCase() ?? ids.guid()
    removeExpired(context)
    const known = tx.get('callRecords', id)
    // Not all expired records are removed at once. Whether their ids are free must not depend on it.
    if (known && isRemovable(known, now)) tx.remove('callRecords', id)
    else if (known && isExpired(known, now)) throw callRecordErrors.idOfExpiredCallRecord(id)
    else if (known) throw graphErrors.conflictingId('call record', id)
    requireVersion(body.version)
    requireUniqueIds({ ...body, id })
    const empty: CallRecordRow = {
      id,
      version: body.version ?? 1,
      startAt: now,
      endAt: now,
      lastModifiedAt: body.lastModifiedDateTime === undefined ? now : toInstant(body.lastModifiedDateTime),
      participantIds: [],
      origin: { from: 'client' },
    }
    const record = withMembers(empty, { ...body })
    tx.insert('callRecords', record)
    recordChanged(context, record, 'created')
    if (strict) return callRecordReply(context, record, 201)
    const lastModifiedDateTime = body.lastModifiedDateTime ?? new Date(now).toISOString()
    return echoReply(CALL_RECORD, { ...body }, { id, lastModifiedDateTime }, pathOf(id))
  },
})
