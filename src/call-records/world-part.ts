import * as v from 'valibot'
import { historyProblems, unknownParticipants } from '../calls/call-problems.ts'
import { Deferred } from '../engine/store/collections/deferred.ts'
import { Table } from '../engine/store/collections/table.ts'
import { toTable, type WorldPart } from '../engine/store/plain.ts'
import { createRecordIndexes, indexAll, type RecordIndexes, reindexAttempt } from './record-index.ts'
import { CALL_ATTEMPT_ROW, CALL_RECORD_ROW } from './row-schemas.ts'
import type { CallAttemptRow, CallHistory, CallRecordRow, TextMessages } from './rows.ts'

interface Records extends RecordIndexes {
  readonly textMessages: readonly TextMessages[]
  readonly callRecords: Table<CallRecordRow>
  readonly callAttempts: Table<CallAttemptRow>
}

interface PlainRecords {
  /** All except the generated ones that were not edited. */
  readonly callRecords: readonly CallRecordRow[]
  /** Absent if there are none. */
  readonly callAttempts?: readonly CallAttemptRow[]
}

export const callRecordsPart: WorldPart<Records, PlainRecords> = {
  empty: () => ({
    callRecords: Table.empty(),
    callAttempts: Table.empty(),
    ...createRecordIndexes(),
    textMessages: [],
  }),
  toPlain: ({ callRecords, callAttempts }) => ({
    callRecords: [...callRecords.kept()].filter(isStored),
    ...(callAttempts.size > 0 && { callAttempts: [...callAttempts] }),
  }),
  fromPlain({ callRecords, callAttempts = [] }) {
    const indexes = indexAll(createRecordIndexes(), callRecords)
    for (const row of callAttempts) Object.assign(indexes, reindexAttempt(indexes, undefined, row))
    return { callRecords: toTable(callRecords), callAttempts: toTable(callAttempts), ...indexes, textMessages: [] }
  },
  schema: {
    callRecords: v.array(CALL_RECORD_ROW),
    callAttempts: v.exactOptional(v.array(CALL_ATTEMPT_ROW)),
  },
  *problems({ callRecords, callAttempts = [] }) {
    for (const [index, record] of callRecords.entries()) yield* recordProblems(`callRecords[${index}]`, record)
    for (const [index, { call }] of callAttempts.entries()) yield* callProblems(`callAttempts[${index}].call`, call)
  },
}

function isStored(kept: CallRecordRow | Deferred<CallRecordRow>): kept is CallRecordRow {
  return !(kept instanceof Deferred)
}

/** Yields what is wrong in a record: times that are reversed, participants that do not exist. */
export function* recordProblems(path: string, { startAt, endAt, origin }: CallRecordRow): Generator<string, void> {
  if (startAt > endAt && origin.from === 'call') yield `'${path}.endAt': ${endAt} is before the start`
  if (origin.from === 'call') yield* callProblems(`${path}.origin.call`, origin.call)
}

function* callProblems(
  path: string,
  { participants, history, meeting, endedAt }: CallHistory,
): Generator<string, void> {
  const known = new Set(participants.map(({ id }) => id))
  yield* historyProblems(`${path}.history`, history, known)
  if ((history.at(-1)?.at ?? endedAt) > endedAt) yield `'${path}.endedAt': ${endedAt} is before the last of its history`
  if (meeting) {
    yield* unknownParticipants(`${path}.meeting.organizerId`, [meeting.organizerId], known)
    yield* unknownParticipants(`${path}.meeting.dialedOut`, meeting.dialedOut, known)
  }
}
