import { type IndexKey, SortedIndex } from '../engine/store/collections/sorted-index.ts'
import { Table } from '../engine/store/collections/table.ts'
import { foldGuid } from '../graph/edm/guid.ts'
import { type ExpiringRecord, removalOf, removalOfLogRows } from './retention.ts'
import type { CallRecordRow } from './rows.ts'

/** The members that call records are indexed by. */
export type RecordKey = Pick<CallRecordRow, 'id' | 'startAt' | 'participantIds' | 'phones'> & ExpiringRecord

type PhoneKey = Pick<RecordKey, 'id' | 'phones'>

/** The legs of phones with keys `[joinedAt, leg]`: those of calling plans, and those that a trunk connects. */
export interface PhoneIndexes {
  readonly pstnLegs: SortedIndex
  readonly directRoutingLegs: SortedIndex
  /** When records and failed attempts leave the store, with keys `[at, leg]` of their first legs. */
  readonly recordRemovals: SortedIndex
}

/** Indexes that find call records without reading any of them. */
export interface RecordIndexes extends PhoneIndexes {
  /** All call records with keys `[startAt, id]`. */
  readonly callRecordsByStart: SortedIndex
  /** The call records of each participant, by the id in `participants_v2` as normalized by `foldGuid`. */
  readonly callRecordsByParticipant: Table<SortedIndex>
}

export function createRecordIndexes(): RecordIndexes {
  return {
    callRecordsByStart: SortedIndex.empty(),
    callRecordsByParticipant: Table.empty(),
    pstnLegs: SortedIndex.empty(),
    directRoutingLegs: SortedIndex.empty(),
    recordRemovals: SortedIndex.empty(),
  }
}

/** Updates the indexes after a record was added, changed or deleted. @returns the indexes that changed. */
export function reindex(
  { callRecordsByStart, callRecordsByParticipant, pstnLegs, directRoutingLegs, recordRemovals }: RecordIndexes,
  before: RecordKey | undefined,
  after: RecordKey | undefined,
): Partial<RecordIndexes> {
  if (before && after && INDEXED.every((name) => before[name] === after[name])) return {}
  let indexes = { callRecordsByStart, callRecordsByParticipant, pstnLegs, directRoutingLegs, recordRemovals }
  const change = (record: RecordKey, method: 'insert' | 'remove') => {
    indexes = { ...changeRecord(indexes, record, method), ...changePhones(indexes, record, method, removalOf(record)) }
  }
  if (before) change(before, 'remove')
  if (after) change(after, 'insert')
  return indexes
}

const INDEXED = ['startAt', 'participantIds', 'phones', 'overlay'] as const satisfies readonly (keyof RecordKey)[]

/** Adds many new records at once, in a fraction of the time that adding them one by one takes. */
export function indexAll(indexes: RecordIndexes, records: readonly RecordKey[]): RecordIndexes {
  const byParticipant = new Map<string, IndexKey[]>()
  // Caches the lists by the original ids, so that each id is normalized only once.
  const byOriginalId = new Map<string, IndexKey[]>()
  const listOf = (participant: string): IndexKey[] => {
    const cached = byOriginalId.get(participant)
    if (cached) return cached
    const id = foldGuid(participant)
    const keys = byParticipant.get(id) ?? []
    byParticipant.set(id, keys)
    byOriginalId.set(participant, keys)
    return keys
  }
  const legs: Record<keyof PhoneIndexes, IndexKey[]> = { pstnLegs: [], directRoutingLegs: [], recordRemovals: [] }
  for (const record of records) {
    for (const participant of record.participantIds) {
      const keys = listOf(participant)
      if (keys.at(-1)?.[1] !== record.id) keys.push([record.startAt, record.id])
    }
    for (const [log, at, leg] of legsOf(record, removalOf(record))) legs[log].push([at, leg])
  }
  let { callRecordsByParticipant } = indexes
  for (const [participant, keys] of byParticipant) {
    const others = callRecordsByParticipant.get(participant) ?? SortedIndex.empty()
    callRecordsByParticipant = callRecordsByParticipant.set(participant, others.insertAll(keys))
  }
  return {
    callRecordsByStart: indexes.callRecordsByStart.insertAll(records.map(({ startAt, id }) => [startAt, id])),
    callRecordsByParticipant,
    pstnLegs: indexes.pstnLegs.insertAll(legs.pstnLegs),
    directRoutingLegs: indexes.directRoutingLegs.insertAll(legs.directRoutingLegs),
    recordRemovals: indexes.recordRemovals.insertAll(legs.recordRemovals),
  }
}

/** The same for failed attempts, which only the direct routing log shows. */
export function reindexAttempt(
  indexes: PhoneIndexes,
  before: PhoneKey | undefined,
  after: PhoneKey | undefined,
): Partial<RecordIndexes> {
  let changed = indexes
  if (before) changed = changePhones(changed, toAttemptKey(before), 'remove', removalOfLogRows(before))
  if (after) changed = changePhones(changed, toAttemptKey(after), 'insert', removalOfLogRows(after))
  const { directRoutingLegs, recordRemovals } = changed
  return { directRoutingLegs, recordRemovals }
}

function changeRecord(indexes: RecordIndexes, { id, startAt, participantIds }: RecordKey, method: 'insert' | 'remove') {
  let byParticipant = indexes.callRecordsByParticipant
  for (const participant of new Set(participantIds.map(foldGuid))) {
    const others = (byParticipant.get(participant) ?? SortedIndex.empty())[method](startAt, id)
    byParticipant = others.size > 0 ? byParticipant.set(participant, others) : byParticipant.delete(participant)
  }
  return {
    callRecordsByStart: indexes.callRecordsByStart[method](startAt, id),
    callRecordsByParticipant: byParticipant,
  }
}

function changePhones(
  { pstnLegs, directRoutingLegs, recordRemovals }: PhoneIndexes,
  record: PhoneKey,
  method: 'insert' | 'remove',
  removal: number | undefined,
): PhoneIndexes {
  const indexes = { pstnLegs, directRoutingLegs, recordRemovals }
  for (const [log, at, leg] of legsOf(record, removal)) indexes[log] = indexes[log][method](at, leg)
  return indexes
}

function legsOf(
  { id, phones = [] }: PhoneKey,
  removal: number | undefined,
): (readonly [index: keyof PhoneIndexes, at: number, leg: string])[] {
  const counts = { pstnLegs: 0, directRoutingLegs: 0 }
  const legs = phones.map(({ joinedAt, trunk }) => {
    const log = trunk === undefined ? 'pstnLegs' : 'directRoutingLegs'
    return [log, joinedAt, toLegId(id, counts[log]++)] as const
  })
  return removal === undefined ? legs : [...legs, ['recordRemovals', removal, toLegId(id, 0)]]
}

/** Identifies a leg by its source, and its position among the source's legs in the same log unless it is the first. */
function toLegId(source: string, position: number): string {
  return position === 0 ? source : `${source}/${position}`
}

/** Distinguishes the failed attempts of a call from its record, which has the same id. */
const FAILED_ATTEMPT = 'tried '

function toAttemptKey({ id, ...key }: PhoneKey): PhoneKey {
  return { id: FAILED_ATTEMPT + id, ...key }
}

/** Where the log row of a leg is found: a record or failed attempts, and the position of the leg within them. */
export interface LegSource {
  readonly id: string
  readonly isFailedAttempt: boolean
  readonly position: number
}

export function parseLegId(leg: string): LegSource {
  const [source = '', position = '0'] = leg.split('/')
  const isFailedAttempt = source.startsWith(FAILED_ATTEMPT)
  return {
    id: isFailedAttempt ? source.slice(FAILED_ATTEMPT.length) : source,
    isFailedAttempt,
    position: Number(position),
  }
}
