import type { CallRecordRow } from '../store/call-record-row.ts'
import type { Moment } from './moment.ts'

/** A call's record becomes readable. A record that a client has written under its id meanwhile stays. */
export function writeRecord(moment: Moment, record: CallRecordRow): void {
  if (moment.tx.get('callRecords', record.id)) return
  moment.tx.insert('callRecords', record)
  recordChanged(moment, record, 'created')
}

/** What follows from every change to a call record. */
export function recordChanged(moment: Moment, { id, version }: CallRecordRow, change: 'created' | 'updated' | 'deleted'): void {
  moment.note({ type: 'callRecord', callRecordId: id, change, version })
}
