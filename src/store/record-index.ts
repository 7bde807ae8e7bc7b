import type { CallRecordRow } from './call-record-row.ts'
import { SortedIndex } from './sorted-index.ts'
import { Table } from './table.ts'

/** What a call record is found by. */
export type RecordKey = Pick<CallRecordRow, 'id' | 'startAt' | 'participantIds' | 'phones'>

/** The orders in which call records are found without a look at any. */
export interface RecordIndexes {
  /** Keys `[startAt, id]` of all call records, ascending. */
  readonly callRecordsByStart: SortedIndex
  /** The same of the records in which somebody was, by the id that they have in `participants_v2`. */
  readonly callRecordsByParticipant: Table<SortedIndex>
  /** Keys `[joinedAt, leg]` of the phones that were in calls, of calling plans and of trunks. */
  readonly pstnLegs: SortedIndex
  readonly directRoutingLegs: SortedIndex
}

export function createRecordIndexes(): RecordIndexes {
  return {
    callRecordsByStart: SortedIndex.empty(),
    callRecordsByParticipant: Table.empty(),
    pstnLegs: SortedIndex.empty(),
    directRoutingLegs: SortedIndex.empty(),
  }
}

/** Takes a record from the indexes, adds it, or moves it to where it belongs now. */
export function reindex<Indexed extends RecordIndexes>(
  world: Indexed,
  before: RecordKey | undefined,
  after: RecordKey | undefined,
): Indexed {
  if (before && after && KEPT.every((name) => before[name] === after[name])) return world
  let indexes: RecordIndexes = world
  if (before) indexes = change(indexes, before, 'remove')
  if (after) indexes = change(indexes, after, 'insert')
  return { ...world, ...indexes }
}

const KEPT = ['startAt', 'participantIds', 'phones'] as const satisfies readonly (keyof RecordKey)[]

function change(indexes: RecordIndexes, record: RecordKey, how: 'insert' | 'remove'): RecordIndexes {
  const { id, startAt, participantIds, phones = [] } = record
  let { callRecordsByParticipant: byParticipant, pstnLegs, directRoutingLegs } = indexes
  for (const participant of participantIds) {
    const others = (byParticipant.get(participant) ?? SortedIndex.empty())[how](startAt, id)
    byParticipant = others.size > 0 ? byParticipant.set(participant, others) : byParticipant.delete(participant)
  }
  const counts = { pstn: 0, directRouting: 0 }
  for (const { joinedAt, trunk } of phones) {
    if (trunk === undefined) pstnLegs = pstnLegs[how](joinedAt, toLeg(id, counts.pstn++))
    else directRoutingLegs = directRoutingLegs[how](joinedAt, toLeg(id, counts.directRouting++))
  }
  return {
    callRecordsByStart: indexes.callRecordsByStart[how](startAt, id),
    callRecordsByParticipant: byParticipant,
    pstnLegs,
    directRoutingLegs,
  }
}

/** A leg's name: its record's id, and its place among the record's legs in the same log unless it is the first. */
function toLeg(id: string, place: number): string {
  return place === 0 ? id : `${id}/${place}`
}

export function readLeg(leg: string): { readonly id: string; readonly place: number } {
  const [id = '', place = '0'] = leg.split('/')
  return { id, place: Number(place) }
}
