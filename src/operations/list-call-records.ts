import { isExpired, oldestKept } from '../call-records/retention.ts'
import type { JsonObject } from '../edm/json.ts'
import { asksOf, type InstantBounds, type LookUp, toLookUp } from '../odata/filter-bounds.ts'
import { mapSource, type Source } from '../odata/page.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import { type IndexKey, SortedIndex } from '../store/sorted-index.ts'
import type { World } from '../store/world.ts'
import { CALL_RECORD } from './call-record-reply.ts'
import { collectionReply } from './collection-reply.ts'
import { defineOperation } from './define.ts'
import { READ_CALL_RECORDS } from './permissions.ts'

/** By start, then id: Graph promises no order. Participants can be asked for, but are not shown. */
export const listCallRecords = defineOperation({
  method: 'GET',
  path: '/communications/callRecords',
  title: 'List call records',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-cloudcommunications-list-callrecords',
  permissions: READ_CALL_RECORDS,
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
    return collectionReply(request, {
      type: CALL_RECORD,
      source: mapSource(keptRecords(tx.world, now, lookUp), ([, id]) => tx.require('callRecords', id)),
      isFiltered: lookUp.exact,
      read: asksOf(filter, 'participants_v2')
        ? (row) => withParticipantIds(records.readHead(row), row)
        : records.readHead,
      show: records.readHead,
      areRows: true,
      context: 'communications/callRecords',
      pageSize: 60,
    })
  },
})

/** What a filter can ask of a record: of its participants only who they are. */
function withParticipantIds(head: JsonObject, { participantIds }: CallRecordRow): JsonObject {
  return { ...head, participants_v2: participantIds.map((id) => ({ id })) }
}

/** The keys of the records that a filter may mean: no record is read for that. */
function keptRecords(world: World, now: number, { bounds, sought }: LookUp): Source<IndexKey> {
  const indexes = sought.map((id) => world.callRecordsByParticipant.get(id) ?? SortedIndex.empty())
  const [fewest = world.callRecordsByStart, ...others] = indexes.sort((one, other) => one.size - other.size)
  const keys = keptKeys(fewest, world, now, bounds)
  return others.length === 0 ? keys : keysInAll(keys, others)
}

/** Those of calls that several were in. */
function keysInAll(keys: Iterable<IndexKey>, indexes: readonly SortedIndex[]): Source<IndexKey> {
  return {
    *[Symbol.iterator]() {
      for (const key of keys) if (indexes.every((index) => index.has(...key))) yield key
    },
  }
}

/** The keys of an index whose records are not too old. Any part is found without a look at those before it. */
function keptKeys(index: SortedIndex, { callRecords }: World, now: number, bounds: InstantBounds): Source<IndexKey> {
  const oldest = oldestKept(now)
  const asksOfOlder = bounds.ge === undefined || bounds.ge < oldest
  const recent = asksOfOlder ? { ...bounds, ge: oldest } : bounds
  // Of what is older, some may be kept: what clients wrote themselves. They did not write it into a past.
  const isKept = ([, id]: IndexKey) => {
    const record = callRecords.isDeferred(id) ? undefined : callRecords.get(id)
    return record && !isExpired(record, now)
  }
  const older = asksOfOlder ? index.range({ ...bounds, lt: Math.min(bounds.lt ?? oldest, oldest) }).filter(isKept) : []
  const slice = (from: number, to: number) => {
    const offset = Math.max(0, from - older.length)
    const keys = index.range({ ...recent, offset, limit: Math.max(0, to - older.length - offset) })
    return older.length === 0 ? keys : [...older.slice(from, to), ...keys]
  }
  return {
    get length() {
      return older.length + index.count(recent)
    },
    slice,
    [Symbol.iterator]: () => slice(0, Number.POSITIVE_INFINITY)[Symbol.iterator](),
  }
}
