import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { createSend, GraphFailure } from '../graph-request.ts'
import type { Pause } from './batch.ts'
import { createCallRecordsReader, type RecordPage, type RecordQuery } from './call-records.ts'
import { type QualityCall, toQualityCall } from './quality-call.ts'

/** What the app has read so far. */
export interface ReadingState {
  /** In the order in which Graph lists them: the oldest first. */
  readonly calls: readonly QualityCall[]
  readonly isReading: boolean
  /** For how long Graph wants to be left alone. */
  readonly pausedMs?: number | undefined
  /** Where Graph has more. */
  readonly nextLink?: string | undefined
  /** What went wrong, in Graph's words. */
  readonly problem?: string | undefined
}

export interface Reading {
  state(): ReadingState
  /** Reads anew: the first pages. What was being read is no longer wanted; what was read stays until there is an answer. */
  read(query: RecordQuery): Promise<void>
  /** Reads the next page. */
  more(): Promise<void>
  /** What was read is not what is asked for next. */
  forget(): void
  /** Wants nothing any more. */
  stop(): void
}

/** So many pages are read unasked. */
const PAGES_AT_ONCE = 4

interface ReadingOptions {
  readonly getToken: () => string | Promise<string>
  readonly pause: Pause
  readonly onChange: () => void
}

export function createReading({ getToken, pause, onChange }: ReadingOptions): Reading {
  let state: ReadingState = { calls: [], isReading: false }
  /** The reading that is wanted; an earlier one finds that it is not its own. */
  let current: object = {}

  const set = (changes: Partial<ReadingState>) => {
    state = { ...state, ...changes }
    onChange()
  }
  const wait: Pause = async (forMs) => {
    set({ pausedMs: forMs })
    await pause(forMs)
    set({ pausedMs: undefined })
  }
  const reader = createCallRecordsReader(createSend(getToken), wait)

  /** The calls of a page are there at once, and their quality twenty by twenty. */
  const take = async (before: readonly QualityCall[], { records }: RecordPage, isWanted: () => boolean) => {
    set({ calls: [...before, ...records.map((record) => toQualityCall(record))] })
    for await (const details of reader.details(records)) {
      if (!isWanted()) return
      set({ calls: withDetails(state.calls, records, details) })
    }
  }

  /** Reads pages, each when the one before is there, for as long as they are wanted. */
  const run = async (first: () => Promise<RecordPage>, pages: number, before: readonly QualityCall[]) => {
    const own = {}
    current = own
    const isWanted = () => current === own
    let calls = before
    set({ isReading: true, pausedMs: undefined, problem: undefined })
    try {
      let page = first
      for (let count = 1; isWanted(); count += 1) {
        const read = await page()
        if (!isWanted()) return
        await take(calls, read, isWanted)
        calls = state.calls
        const { nextLink } = read
        if (!nextLink || count === pages) {
          if (isWanted()) set({ nextLink })
          break
        }
        page = () => reader.next(nextLink)
      }
    } catch (error) {
      if (isWanted()) set({ problem: toProblem(error) })
    }
    if (isWanted()) set({ isReading: false })
  }

  return {
    state: () => state,
    read(query) {
      state = { ...state, nextLink: undefined }
      return run(() => reader.list(query), PAGES_AT_ONCE, [])
    },
    async more() {
      const { nextLink } = state
      if (nextLink && !state.isReading) await run(() => reader.next(nextLink), 1, state.calls)
    },
    forget() {
      set({ calls: [], nextLink: undefined })
    },
    stop() {
      current = {}
    },
  }
}

function withDetails(
  calls: readonly QualityCall[],
  records: readonly CallRecords.CallRecord[],
  details: ReadonlyMap<string, CallRecords.CallRecord | GraphFailure>,
): QualityCall[] {
  const known = new Map(records.map((record) => [record.id, record]))
  return calls.map((call) => {
    const record = known.get(call.id)
    const detail = details.get(call.id)
    return record && detail ? toQualityCall(record, detail) : call
  })
}

function toProblem(error: unknown): string {
  if (error instanceof GraphFailure) return `${error.message} (${error.code})`
  return error instanceof Error ? error.message : String(error)
}
