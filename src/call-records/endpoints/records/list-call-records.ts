import { type IndexKey, SortedIndex } from '../../../engine/store/collections/sorted-index.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import { foldGuid } from '../../../graph/edm/guid.ts'
import { collectionReply } from '../../../graph/endpoint/collection-reply.ts'
import {
  filterMentions,
  type IndexLookup,
  type InstantBounds,
  toIndexLookup,
} from '../../../graph/odata/filter/index-lookup.ts'
import { filterSource, type PageSource } from '../../../graph/odata/query/page-source.ts'
import type { CallRecordContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { toListedRecord } from '../../record/record-summary.ts'
import { isExpired, oldestStart } from '../../retention.ts'
import type { CallRecordRow } from '../../rows.ts'
import { cacheKeyAt } from '../../timeline/participants.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { CALL_RECORD } from './call-record-reply.ts'

/**
 * List call records.
 *
 * Graph promises no order; this sorts by start, then id. Participants can be filtered by, but are not returned.
 * @see https://learn.microsoft.com/graph/api/callrecords-cloudcommunications-list-callrecords
 */
export const listCallRecords = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords',
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
    return reachesExpired(toIndexLookup(query.filter, INDEXED).bounds, now)
      ? undefined
      : cacheKeyAt(tx.world.callRecords, now)
  },
  run({ tx, now }, request) {
    const { filter } = request.query
    const lookUp = toIndexLookup(filter, INDEXED)
    const row = ([, id]: IndexKey) => tx.require('callRecords', id)
    return collectionReply(request, {
      type: CALL_RECORD,
      source: candidateKeys(tx.world, now, lookUp),
      isFiltered: lookUp.exact,
      read: filterMentions(filter, 'participants_v2')
        ? (key) => withParticipantIds(toListedRecord(row(key), now), row(key))
        : (key) => toListedRecord(row(key), now),
      show: (key) => toListedRecord(row(key), now),
      rowOf: (key) => cacheKeyAt(row(key), now),
      contextPath: 'communications/callRecords',
      pageSize: 60,
    })
  },
})

type Records = CallRecordContext['tx']['world']

const INDEXED = { instant: 'startDateTime', collection: 'participants_v2', property: 'id' }

/** Whether a filter includes starts so old that records expire as time passes: then the response cannot be cached. */
function reachesExpired({ ge, gt }: InstantBounds, now: number): boolean {
  return Math.max(ge ?? Number.NEGATIVE_INFINITY, gt ?? Number.NEGATIVE_INFINITY) < oldestStart(now)
}

/** Adds the participants to a summary, as far as a filter can refer to them. */
function withParticipantIds(summary: JsonObject, { participantIds }: CallRecordRow): JsonObject {
  return { ...summary, participants_v2: participantIds.map((id) => ({ id })) }
}

/** The keys of the records that may match a filter, found without building any record. */
function candidateKeys(world: Records, now: number, { bounds, values }: IndexLookup): PageSource<IndexKey> {
  const indexes = values.map((id) => world.callRecordsByParticipant.get(foldGuid(id)) ?? SortedIndex.empty())
  const [fewest = world.callRecordsByStart, ...others] = indexes.sort((one, other) => one.size - other.size)
  const keys = unexpiredKeys(fewest, world, now, bounds)
  // Several participants: the records that all of their indexes have.
  return others.length === 0 ? keys : filterSource(keys, (key) => others.every((index) => index.has(...key)))
}

/**
 * The keys of an index whose records have not expired. Any slice is found without reading the keys before it.
 * @param after Only keys after this one.
 */
function unexpiredKeys(
  index: SortedIndex,
  world: Records,
  now: number,
  bounds: InstantBounds,
  after?: IndexKey,
): PageSource<IndexKey> {
  const oldest = oldestStart(now)
  const wanted = { ...bounds, ...(after && { after }) }
  const includesExpired = reachesExpired(bounds, now)
  const recent = includesExpired ? { ...wanted, ge: oldest } : wanted
  // Among older records, those that clients wrote do not expire. Deferred records are generated and unedited.
  const isKept = ([, id]: IndexKey) => {
    const record = world.callRecords.isDeferred(id) ? undefined : world.callRecords.get(id)
    return record && !isExpired(record, now)
  }
  const older = includesExpired
    ? index.range({ ...wanted, lt: Math.min(bounds.lt ?? oldest, oldest) }).filter(isKept)
    : []
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
    positions: {
      of: ([at, id]) => `${at} ${id}`,
      after: (place) => unexpiredKeys(index, world, now, bounds, readPlace(place)),
    },
  }
}

function readPlace(place: string): IndexKey {
  const end = place.indexOf(' ')
  return [Number(place.slice(0, end)), place.slice(end + 1)]
}
