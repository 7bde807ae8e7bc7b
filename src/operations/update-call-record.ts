import { toParticipantIds } from '../call-records/participants.ts'
import type { JsonObject } from '../edm/json.ts'
import { toInstant } from '../odata/date-time.ts'
import { GraphError } from '../odata/errors.ts'
import { recordChanged } from '../simulation/write-record.ts'
import { CALL_RECORD, callRecordReply } from './call-record-reply.ts'
import { defineOperation } from './define.ts'
import { NOT_DOCUMENTED } from './permissions.ts'
import { requireCallRecord } from './require-call-record.ts'

interface CallRecordChange extends JsonObject {
  readonly id?: string
  readonly startDateTime?: string
  readonly endDateTime?: string
}

/** In the first drafts of the API only. Each change is a new version of the record. */
export const updateCallRecord = defineOperation<CallRecordChange>({
  method: 'PATCH',
  path: '/communications/callRecords/:callRecordId',
  title: 'Update a call record (first draft)',
  permissions: NOT_DOCUMENTED,
  writesRecords: true,
  body: { entity: CALL_RECORD, partial: true, refuseUnknown: true, invalid: 'invalidProperty' },
  run(moment, _, params, body) {
    const { id } = requireCallRecord(moment, params)
    if (body.id !== undefined && body.id.toLowerCase() !== id) {
      throw new GraphError(
        'invalidProperty',
        'id',
        `'${body.id}' differs from the record's id '${id}', which cannot be changed.`,
      )
    }
    // The service counts versions itself.
    const { version: _version, lastModifiedDateTime: _modified, ...change } = body
    moment.tx.update('callRecords', id, (draft) => {
      draft.version += 1
      draft.lastModifiedAt = moment.now
      if (body.startDateTime !== undefined) draft.startAt = toInstant(body.startDateTime)
      if (body.endDateTime !== undefined) draft.endAt = toInstant(body.endDateTime)
      if (change.participants_v2 !== undefined) draft.participantIds = toParticipantIds(change.participants_v2)
      draft.overlay = { ...draft.overlay, ...change }
    })
    const record = requireCallRecord(moment, params)
    recordChanged(moment, record, 'updated')
    return callRecordReply(moment, record, 200)
  },
})
