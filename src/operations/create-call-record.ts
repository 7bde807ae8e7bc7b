import { toParticipantIds } from '../call-records/participants.ts'
import type { Json } from '../edm/json.ts'
import { toInstant } from '../odata/date-time.ts'
import { GraphError } from '../odata/errors.ts'
import { recordChanged } from '../simulation/write-record.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import { CALL_RECORD, callRecordReply, echoReply, placeOf, readNewId } from './call-record-reply.ts'
import { defineOperation } from './define.ts'
import { NOT_DOCUMENTED } from './permissions.ts'

/** The members of a call record that its row keeps by itself; all of the body is kept besides. */
interface CallRecordRequest {
  readonly id?: string
  readonly version?: number
  readonly startDateTime?: string
  readonly endDateTime?: string
  readonly lastModifiedDateTime?: string
  readonly participants_v2?: Json
}

/** In the first drafts of the API only. What is not given is made up: no member of a new record is demanded. */
export const createCallRecord = defineOperation<CallRecordRequest>({
  method: 'POST',
  path: '/communications/callRecords',
  alsoAt: ['/communications/callRecords/$ref'],
  title: 'Create a call record (first draft)',
  permissions: NOT_DOCUMENTED,
  writesRecords: true,
  body: { entity: CALL_RECORD, partial: true, refuseUnknown: true, invalid: 'invalidProperty' },
  run(moment, { strict }, _, body) {
    const { now, tx, ids } = moment
    const id = readNewId(body.id)?.toLowerCase() ?? ids.guid()
    if (tx.get('callRecords', id)) throw new GraphError('conflictingId', 'call record', id)
    const record: CallRecordRow = {
      id,
      version: body.version ?? 1,
      startAt: instantOr(body.startDateTime, now),
      endAt: instantOr(body.endDateTime, now),
      lastModifiedAt: instantOr(body.lastModifiedDateTime, now),
      participantIds: toParticipantIds(body.participants_v2),
      origin: { from: 'client' },
      overlay: { ...body },
    }
    tx.insert('callRecords', record)
    recordChanged(moment, record, 'created')
    if (strict) return callRecordReply(moment, record, 201)
    const lastModifiedDateTime = body.lastModifiedDateTime ?? new Date(now).toISOString()
    return echoReply(CALL_RECORD, { ...body }, { id, lastModifiedDateTime }, placeOf(id))
  },
})

function instantOr(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : toInstant(text)
}
