import { type IndexKey, SortedIndex } from '../engine/store/collections/sorted-index.ts'
import { Table } from '../engine/store/collections/table.ts'
import { foldGuid } from '../graph/edm/guid.ts'
import type { CallRecordRow } from './rows.ts'

/** What a call record is found by. */
export type RecordKey = Pick<CallRecordRow, 'id' | 'startAt' | 'participantIds' | 'phones'>

type PhoneKey = Pick<RecordKey, 'id' | 'phones'>

/** Where phones are found: keys `[joinedAt, leg]`, ascending, of those of calling plans and of those of trunks. */
export interface PhoneIndexes {
  readonly pstnLegs: SortedIndex
  readonly directRoutingLegs: SortedIndex
}

/** The orders in which call records are found without a look at any. */
export interface RecordIndexes extends PhoneIndexes {
  /** Keys `[startAt, id]` of all call records, ascending. */
  readonly callRecordsByStart: SortedIndex
  /** The same of the records in which somebody was, by the id that they have in `participants_v2`: as `foldGuid` has it. */
  readonly callRecordsByParticipant: Table<SortedIndex>
}

export function createRecordIndexes(): RecordIndexes {
  return {
    callRecordsByStart: SortedIndex.empty(),
    callRecordsByParticipant: Table.empty(),
    pstnLegs: SortedIndex.empty(),
    directRoutingLegs: SortedIndex.empty(),
  }
}

/** Takes a record from the indexes, adds it, or moves it to where it belongs now. @returns the indexes that change. */
export function reindex(
  { callRecordsByStart, callRecordsByParticipant, pstnLegs, directRoutingLegs }: RecordIndexes,
  before: RecordKey | undefined,
  after: RecordKey | undefined,
): Partial<RecordIndexes> {
  if (before && after && KEPT.every((name) => before[name] === after[name])) return {}
  let indexes = { callRecordsByStart, callRecordsByParticipant, pstnLegs, directRoutingLegs }
  if (before) indexes = { ...change(indexes, before, 'remove'), ...changePhones(indexes, before, 'remove') }
  if (after) indexes = { ...change(indexes, after, 'insert'), ...changePhones(indexes, after, 'insert') }
  return indexes
}

const KEPT = ['startAt', 'participantIds', 'phones'] as const satisfies readonly (keyof RecordKey)[]

/** Adds many records at once, none of which is there: in a fraction of the time. */
export function indexAll(indexes: RecordIndexes, records: readonly RecordKey[]): RecordIndexes {
  const byParticipant = new Map<string, IndexKey[]>()
  // The same lists by the ids as they are written: those are few, and are looked at once.
  const byWritten = new Map<string, IndexKey[]>()
  const listOf = (participant: string): IndexKey[] => {
    const known = byWritten.get(participant)
    if (known) return known
    const id = foldGuid(participant)
    const keys = byParticipant.get(id) ?? []
    byParticipant.set(id, keys)
    byWritten.set(participant, keys)
    return keys
  }
  const legs: Record<keyof PhoneIndexes, IndexKey[]> = { pstnLegs: [], directRoutingLegs: [] }
  for (const record of records) {
    for (const participant of record.participantIds) {
      const keys = listOf(participant)
      if (keys.at(-1)?.[1] !== record.id) keys.push([record.startAt, record.id])
    }
    for (const [log, at, leg] of legsOf(record)) legs[log].push([at, leg])
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
  }
}

/** As `reindex`, for phones that never came to a call: those that a trunk was to connect. */
export function reindexAttempt(
  { pstnLegs, directRoutingLegs }: PhoneIndexes,
  before: PhoneKey | undefined,
  after: PhoneKey | undefined,
): Partial<RecordIndexes> {
  let indexes: PhoneIndexes = { pstnLegs, directRoutingLegs }
  if (before) indexes = changePhones(indexes, toAttemptKey(before), 'remove')
  if (after) indexes = changePhones(indexes, toAttemptKey(after), 'insert')
  return { directRoutingLegs: indexes.directRoutingLegs }
}

function change(indexes: RecordIndexes, { id, startAt, participantIds }: RecordKey, how: 'insert' | 'remove') {
  let byParticipant = indexes.callRecordsByParticipant
  for (const participant of new Set(participantIds.map(foldGuid))) {
    const others = (byParticipant.get(participant) ?? SortedIndex.empty())[how](startAt, id)
    byParticipant = others.size > 0 ? byParticipant.set(participant, others) : byParticipant.delete(participant)
  }
  return { callRecordsByStart: indexes.callRecordsByStart[how](startAt, id), callRecordsByParticipant: byParticipant }
}

function changePhones(
  { pstnLegs, directRoutingLegs }: PhoneIndexes,
  record: PhoneKey,
  how: 'insert' | 'remove',
): PhoneIndexes {
  const indexes = { pstnLegs, directRoutingLegs }
  for (const [log, at, leg] of legsOf(record)) indexes[log] = indexes[log][how](at, leg)
  return indexes
}

function legsOf({ id, phones }: PhoneKey): readonly (readonly [log: keyof PhoneIndexes, at: number, leg: string])[] {
  if (!phones) return []
  const counts = { pstnLegs: 0, directRoutingLegs: 0 }
  return phones.map(({ joinedAt, trunk }) => {
    const log = trunk === undefined ? 'pstnLegs' : 'directRoutingLegs'
    return [log, joinedAt, toLeg(id, counts[log]++)]
  })
}

/** A leg's name: its source, and its place among the source's legs in the same log unless it is the first. */
function toLeg(source: string, place: number): string {
  return place === 0 ? source : `${source}/${place}`
}

/** A record and the tries of the same call have one id: in the log, the latter are told apart by this. */
const TRIED = 'tried '

function toAttemptKey({ id, ...key }: PhoneKey): PhoneKey {
  return { id: TRIED + id, ...key }
}

/** Where a leg's row is found: in a record, or among what was tried in vain, and in which place there. */
export interface LegSource {
  readonly id: string
  readonly isFailedAttempt: boolean
  readonly place: number
}

export function readLeg(leg: string): LegSource {
  const [source = '', place = '0'] = leg.split('/')
  const isFailedAttempt = source.startsWith(TRIED)
  return { id: isFailedAttempt ? source.slice(TRIED.length) : source, isFailedAttempt, place: Number(place) }
}
