import { asksOf, type LookUp, toLookUp } from '../odata/filter-bounds.ts'
import type { IndexKey } from '../store/sorted-index.ts'
import type { World } from '../store/world.ts'
import { CALL_RECORD } from './call-record-reply.ts'
import { collectionReply } from './collection-reply.ts'
import { defineOperation } from './define.ts'
import { isExpired, isKept } from './require-call-record.ts'

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
    const { filter } = request.query
    const lookUp = toLookUp(filter, { instant: 'startDateTime', collection: 'participants_v2', property: 'id' })
    const row = ([, id]: IndexKey) => tx.require('callRecords', id)
    return collectionReply(request, {
      type: CALL_RECORD,
      source: { [Symbol.iterator]: () => keptRecords(tx.world, now, lookUp) },
      isFiltered: lookUp.exact,
      read: asksOf(filter, 'participants_v2') ? (key) => records.read(row(key)) : (key) => records.readHead(row(key)),
      show: (key) => records.readHead(row(key)),
      context: 'communications/callRecords',
      pageSize: 60,
    })
  },
})

/** The keys of the records that a filter may mean. No record is read for that. */
function* keptRecords(
  { callRecords, callRecordsByStart, callRecordsByParticipant }: World,
  now: number,
  { bounds, sought }: LookUp,
): Generator<IndexKey, void> {
  const index = sought === undefined ? callRecordsByStart : callRecordsByParticipant.get(sought)
  for (const key of index?.range(bounds) ?? []) {
    const [startAt, id] = key
    if (isKept(startAt, now)) yield key
    // What clients wrote themselves, they did not write into a past.
    else if (!callRecords.isDeferred(id)) {
      const record = callRecords.get(id)
      if (record && !isExpired(record, now)) yield key
    }
  }
}
