import { toRecordSummary } from '../../call-records/record/record-summary.ts'
import { toOperation } from '../../calls/representation/to-operation.ts'
import { CALL_STATES, type CallRow, type CallState } from '../../calls/rows.ts'
import { serialize } from '../../graph/odata/json/serialize.ts'
import type { Emulator, TraceEntry, World } from '../../index.ts'
import { selectCallRecords, selectCalls } from '../../index.ts'
import { timeOf } from '../../trace/tell.ts'
import { type Candidate, judge, type Question, show } from './judge.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import type { ExpectedNotification } from './matcher-types.ts'
import { aboutCall, around, latest } from './near-the-miss.ts'

type Expected = Readonly<Record<string, unknown>>

/** For `expect.extend(matchers)`, of Vitest and of Jest. What each says is in {@link EmulatorMatchers}. */
export const matchers = { toHaveCallInState, toHaveNotified, toHaveRecorded, toHaveEmittedRecord }

function toHaveCallInState(this: MatcherContext, emulator: Emulator, callId: string, state: CallState): MatcherResult {
  checkEmulator(emulator, 'toHaveCallInState')
  if (!CALL_STATES.includes(state))
    throw new TypeError(
      `toHaveCallInState: '${String(state)}' is no state of a call. Use one of ${CALL_STATES.join(', ')}.`,
    )
  const call = requireCall(emulator, callId, 'toHaveCallInState')
  const wanted = `Expected the call ${call.id} ${this.isNot ? 'not ' : ''}to be '${state}'; it is '${call.state}'.`
  const message = () => `${wanted}\n\n${show(aboutCall(emulator.trace.entries(), call.id))}`
  return { pass: call.state === state, message }
}

function toHaveNotified(this: MatcherContext, emulator: Emulator, expected: ExpectedNotification = {}): MatcherResult {
  checkEmulator(emulator, 'toHaveNotified')
  const entries = emulator.trace.entries()
  return judge(this, { what: 'notification', expected, candidates: toNotices(entries), entries: () => latest(entries) })
}

function toHaveRecorded(
  this: MatcherContext,
  emulator: Emulator,
  callId: string,
  expected: Expected = {},
): MatcherResult {
  checkEmulator(emulator, 'toHaveRecorded')
  const call = requireCall(emulator, callId, 'toHaveRecorded')
  const recordings = call.operations.filter(({ type }) => type === 'recordOperation')
  const question: Question = {
    what: `recording of the call ${call.id}`,
    expected: { status: 'completed', ...expected },
    candidates: recordings.map((operation) => ({ value: toOperation(operation) })),
    entries: () => aboutCall(emulator.trace.entries(), call.id),
  }
  return judge(this, question)
}

function toHaveEmittedRecord(this: MatcherContext, emulator: Emulator, expected: Expected = {}): MatcherResult {
  checkEmulator(emulator, 'toHaveEmittedRecord')
  const world = emulator.store.getState()
  const candidates = selectCallRecords()(world).map((row) => ({
    value: serialize('microsoft.graph.callRecords.callRecord', toRecordSummary(row), AS_LISTED),
  }))
  const question = { what: 'call record', expected, candidates, outlook: recordsToCome(world) }
  return judge(this, { ...question, entries: () => latest(emulator.trace.entries()) })
}

/** The records of calls that are over, but that cannot be read yet. */
function recordsToCome({ pending }: World): string | undefined {
  const due = [...pending].filter(({ action }) => action.type === 'recordDue').map(({ at }) => at)
  if (due.length === 0) return undefined
  return `${due.length} more can be read later, the next at ${timeOf(Math.min(...due))}: let time pass.`
}

const AS_LISTED = { types: 'derived', nulls: true, unknownEnumMembers: false } as const

/** Each change that the app was told of, with what became of its notification. */
function toNotices(entries: readonly TraceEntry[]): Candidate[] {
  const deliveries = entries.filter((entry) => entry.type === 'delivery')
  const outcomes = new Map(deliveries.map(({ id, outcome }) => [id, outcome]))
  return entries.flatMap((entry, index) => {
    if (entry.type !== 'notification') return []
    const { id, url, body } = entry
    const notices = Array.isArray(body.value) ? body.value : [body]
    return notices.map((notice) => ({
      value: { url, outcome: outcomes.get(id), ...notice },
      entries: () => around(entries, index),
    }))
  })
}

/** @throws Error when there is none: what has a mistake in its id must not pass for a call that is in no such state. */
function requireCall(emulator: Emulator, callId: string, matcher: string): CallRow {
  const world = emulator.store.getState()
  const call = world.calls.get(String(callId).toLowerCase())
  if (call) return call
  const calls = selectCalls()(world).map(({ id, state }) => `  ${id} (${state})`)
  const known = calls.length === 0 ? 'there is none at all.' : `there are:\n${calls.join('\n')}`
  // The request for one may have been refused: then its answer says why.
  throw new Error(`${matcher}: there is no call '${callId}'; ${known}\n\n${show(latest(emulator.trace.entries()))}`)
}

function checkEmulator(value: unknown, matcher: string): void {
  if (typeof value === 'object' && value !== null && 'trace' in value && 'store' in value) return
  throw new TypeError(`${matcher}: expect(emulator) takes what createEmulator gives, not ${String(value)}.`)
}
