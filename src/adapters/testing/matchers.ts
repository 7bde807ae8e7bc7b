import { toListedRecord } from '../../call-records/record/record-summary.ts'
import { toOperation } from '../../calls/representation/to-operation.ts'
import { CALL_STATES, type CallRow, type CallState } from '../../calls/rows.ts'
import { serialize } from '../../graph/odata/json/serialize.ts'
import type { Emulator, TraceEntry, World } from '../../index.ts'
import { selectCallRecords, selectCalls } from '../../index.ts'
import { formatTime } from '../../trace/format-entry.ts'
import { type Candidate, formatTrace, matchCandidates } from './match-candidates.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import type { ExpectedNotification } from './matcher-types.ts'
import { entriesAboutCall, entriesAround, latestEntries } from './relevant-entries.ts'

type Expected = Readonly<Record<string, unknown>>

/** For `expect.extend(matchers)` of Vitest or Jest. Each matcher is described in {@link EmulatorMatchers}. */
export const matchers = { toHaveCallInState, toHaveNotified, toHaveRecorded, toHaveEmittedRecord }

function toHaveCallInState(this: MatcherContext, emulator: Emulator, callId: string, state: CallState): MatcherResult {
  checkEmulator(emulator, 'toHaveCallInState')
  if (!CALL_STATES.includes(state))
    throw new TypeError(
      `toHaveCallInState: '${String(state)}' is not a call state. Use one of ${CALL_STATES.join(', ')}.`,
    )
  const call = requireCall(emulator, callId, 'toHaveCallInState')
  const wanted = `Expected the call ${call.id} ${this.isNot ? 'not ' : ''}to be '${state}'; it is '${call.state}'.`
  const message = () => `${wanted}\n\n${formatTrace(entriesAboutCall(emulator.trace.entries(), call.id))}`
  return { pass: call.state === state, message }
}

function toHaveNotified(this: MatcherContext, emulator: Emulator, expected: ExpectedNotification = {}): MatcherResult {
  checkEmulator(emulator, 'toHaveNotified')
  const entries = emulator.trace.entries()
  return matchCandidates(this, {
    noun: 'notification',
    expected,
    candidates: notificationsIn(entries),
    entries: () => latestEntries(entries),
  })
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
  return matchCandidates(this, {
    noun: `recording of the call ${call.id}`,
    expected: { status: 'completed', ...expected },
    candidates: recordings.map((operation) => ({ value: toOperation(operation) })),
    entries: () => entriesAboutCall(emulator.trace.entries(), call.id),
  })
}

function toHaveEmittedRecord(this: MatcherContext, emulator: Emulator, expected: Expected = {}): MatcherResult {
  checkEmulator(emulator, 'toHaveEmittedRecord')
  const world = emulator.store.getState()
  const candidates = selectCallRecords()(world).map((row) => ({
    value: serialize('microsoft.graph.callRecords.callRecord', toListedRecord(row, emulator.clock.now()), AS_LISTED),
  }))
  return matchCandidates(this, {
    noun: 'call record',
    expected,
    candidates,
    outlook: describePendingRecords(world),
    entries: () => latestEntries(emulator.trace.entries()),
  })
}

/** Describes the call records that are not available yet. */
function describePendingRecords({ pending }: World): string | undefined {
  const due = [...pending].filter(({ action }) => action.type === 'recordDue').map(({ at }) => at)
  if (due.length === 0) return undefined
  return `Call records still to come: ${due.length}, the next at ${formatTime(Math.min(...due))}. Advance the clock.`
}

const AS_LISTED = { types: 'derived', nulls: true, unknownEnumMembers: false } as const

/** The notifications in the trace, one for each change, with the outcome of their delivery. */
function notificationsIn(entries: readonly TraceEntry[]): Candidate[] {
  const deliveries = entries.filter((entry) => entry.type === 'delivery')
  const outcomes = new Map(deliveries.map(({ id, outcome }) => [id, outcome]))
  return entries.flatMap((entry, index) => {
    if (entry.type !== 'notification') return []
    const { id, url, body } = entry
    const changes = Array.isArray(body.value) ? body.value : [body]
    return changes.map((change) => ({
      value: { url, outcome: outcomes.get(id), ...change },
      entries: () => entriesAround(entries, index),
    }))
  })
}

/** @throws Error without such a call: with `not`, a mistyped id would pass otherwise. */
function requireCall(emulator: Emulator, callId: string, matcher: string): CallRow {
  const world = emulator.store.getState()
  const call = world.calls.get(String(callId).toLowerCase())
  if (call) return call
  const calls = selectCalls()(world).map(({ id, state }) => `  ${id} (${state})`)
  const existing = calls.length === 0 ? 'There are no calls.' : `Existing calls:\n${calls.join('\n')}`
  // If Graph refused to create the call, the trace shows why.
  throw new Error(
    `${matcher}: there is no call '${callId}'. ${existing}\n\n${formatTrace(latestEntries(emulator.trace.entries()))}`,
  )
}

function checkEmulator(value: unknown, matcher: string): void {
  if (typeof value === 'object' && value !== null && 'trace' in value && 'store' in value) return
  throw new TypeError(
    `${matcher}: ${String(value)} is not an emulator. Pass what createEmulator returned: expect(emulator).${matcher}(…).`,
  )
}
