import { type IndexKey, SortedIndex } from '../../../engine/store/collections/sorted-index.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import { foldGuid } from '../../../graph/edm/guid.ts'
import { collectionReply } from '../../../graph/endpoint/collection-reply.ts'
import { READ_CALL_RECORDS } from '../../../graph/endpoint/permissions.ts'
import { asksOf, type InstantBounds, type LookUp, toLookUp } from '../../../graph/odata/filter/filter-bounds.ts'
import { type Source, those } from '../../../graph/odata/query/page.ts'
import type { CallRecordContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { isExpired, oldestKept } from '../../record/retention.ts'
import type { CallRecordRow } from '../../rows.ts'
import { CALL_RECORD } from './call-record-reply.ts'

/** By start, then id: Graph promises no order. Participants can be asked for, but are not shown. */
export const listCallRecords = defineEndpoint({
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
  cacheKey({ tx, now }, { query }) {
    return asksOfOlder(toLookUp(query.filter, INDEXED).bounds, now) ? undefined : tx.world.callRecords
  },
  run({ tx, now, services: { records } }, request) {
    const { filter } = request.query
    const lookUp = toLookUp(filter, INDEXED)
    const row = ([, id]: IndexKey) => tx.require('callRecords', id)
    return collectionReply(request, {
      type: CALL_RECORD,
      source: keptRecords(tx.world, now, lookUp),
      isFiltered: lookUp.exact,
      read: asksOf(filter, 'participants_v2')
        ? (key) => withParticipantIds(records.readHead(row(key)), row(key))
        : (key) => records.readHead(row(key)),
      show: (key) => records.readHead(row(key)),
      rowOf: row,
      context: 'communications/callRecords',
      pageSize: 60,
    })
  },
})

const INDEXED = { instant: 'startDateTime', collection: 'participants_v2', property: 'id' }

/** Whether a filter reaches back to where it depends on the time what there still is. */
function asksOfOlder({ ge, gt }: InstantBounds, now: number): boolean {
  return Math.max(ge ?? Number.NEGATIVE_INFINITY, gt ?? Number.NEGATIVE_INFINITY) < oldestKept(now)
}

/** What a filter can ask of a record: of its participants only who they are. */
function withParticipantIds(head: JsonObject, { participantIds }: CallRecordRow): JsonObject {
  return { ...head, participants_v2: participantIds.map((id) => ({ id })) }
}

/** The keys of the records that a filter may mean: no record is read for that. */
type Records = CallRecordContext['tx']['world']

function keptRecords(world: Records, now: number, { bounds, sought }: LookUp): Source<IndexKey> {
  const indexes = sought.map((id) => world.callRecordsByParticipant.get(foldGuid(id)) ?? SortedIndex.empty())
  const [fewest = world.callRecordsByStart, ...others] = indexes.sort((one, other) => one.size - other.size)
  const keys = keptKeys(fewest, world, now, bounds)
  // Those of calls that several were in.
  return others.length === 0 ? keys : those(keys, (key) => others.every((index) => index.has(...key)))
}

/**
 * The keys of an index whose records are not too old. Any part is found without a look at those before it.
 * @param after The key after which they begin.
 */
function keptKeys(
  index: SortedIndex,
  world: Records,
  now: number,
  bounds: InstantBounds,
  after?: IndexKey,
): Source<IndexKey> {
  const oldest = oldestKept(now)
  const wanted = { ...bounds, ...(after && { after }) }
  const isLong = asksOfOlder(bounds, now)
  const recent = isLong ? { ...wanted, ge: oldest } : wanted
  // Of what is older, some may be kept: what clients wrote themselves. They did not write it into a past.
  const isKept = ([, id]: IndexKey) => {
    const record = world.callRecords.isDeferred(id) ? undefined : world.callRecords.get(id)
    return record && !isExpired(record, now)
  }
  const older = isLong ? index.range({ ...wanted, lt: Math.min(bounds.lt ?? oldest, oldest) }).filter(isKept) : []
  const length = older.length + index.count(recent)
  const slice = (from: number, to: number) => {
    const offset = Math.max(0, from - older.length)
    const keys = index.range({ ...recent, offset, limit: Math.max(0, to - older.length - offset) })
    return older.length === 0 ? keys : [...older.slice(from, to), ...keys]
  }
  return {
    length,
    slice,
    [Symbol.iterator]: () => slice(0, length)[Symbol.iterator](),
    places: {
      of: ([at, id]) => `${at} ${id}`,
      after: (place) => keptKeys(index, world, now, bounds, readPlace(place)),
    },
  }
}

function readPlace(place: string): IndexKey {
  const end = place.indexOf(' ')
  return [Number(place.slice(0, end)), place.slice(end + 1)]
}
