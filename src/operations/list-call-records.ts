import { asksOf, boundsOf, type InstantBounds } from '../odata/filter-bounds.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import type { World } from '../store/world.ts'
import { CALL_RECORD } from './call-record-reply.ts'
import { collectionReply } from './collection-reply.ts'
import { defineOperation } from './define.ts'
import { isExpired } from './require-call-record.ts'

/** By start, then id: Graph promises no order. Participants can be asked for, but are not shown. */
export const listCallRecords = defineOperation({
  method: 'GET',
  path: '/communications/callRecords',
  title: 'List call records',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-cloudcommunications-list-callrecords',
  type: CALL_RECORD,
  query: {
    options: ['select', 'filter', 'top', 'count'],
    filter: {
      join: ['and'],
      conditions: { startDateTime: ['lt', 'le', 'gt', 'ge'], 'participants_v2/any/id': ['eq'] },
    },
    pageSize: 60,
  },
  run({ tx, now, settings: { records } }, request) {
    const source = {
      [Symbol.iterator]: () => keptRecords(tx.world, now, boundsOf(request.query.filter, 'startDateTime')),
    }
    return collectionReply(request, {
      type: CALL_RECORD,
      source,
      read: asksOf(request.query.filter, 'participants_v2') ? records.read : records.readHead,
      show: records.readHead,
      context: 'communications/callRecords',
      pageSize: 60,
    })
  },
})

function* keptRecords(
  { callRecords, callRecordsByStart }: World,
  now: number,
  bounds: InstantBounds,
): Generator<CallRecordRow, void> {
  for (const [, id] of callRecordsByStart.range(bounds)) {
    const record = callRecords.get(id)
    if (record && !isExpired(record, now)) yield record
  }
}
