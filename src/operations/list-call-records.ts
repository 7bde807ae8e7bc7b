import { CALL_RECORD } from './call-record-reply.ts'
import { collectionReply } from './collection-reply.ts'
import { defineOperation } from './define.ts'
import { RECORD_RETENTION_MS } from './require-call-record.ts'

/** By start, then id: Graph promises no order. */
export const listCallRecords = defineOperation({
  method: 'GET',
  path: '/communications/callRecords',
  title: 'List call records',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-cloudcommunications-list-callrecords',
  query: { options: ['select', 'filter', 'top', 'count', 'skiptoken'], pageSize: 60 },
  run({ tx, now, settings }, request) {
    const { callRecords, callRecordsByStart } = tx.world
    const items = [...callRecordsByStart.range({ ge: now - RECORD_RETENTION_MS })].flatMap(([, id]) => {
      const record = callRecords.get(id)
      return record ? [settings.records.readHead(record)] : []
    })
    return collectionReply(request, { type: CALL_RECORD, items, path: 'communications/callRecords', context: 'communications/callRecords' })
  },
})
