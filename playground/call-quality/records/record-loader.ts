import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { createSend, toErrorText } from '../../graph-request.ts'
import type { BatchResults, Pause } from './batch.ts'
import { type CallRecordsReader, createCallRecordsReader, type RecordPage, type RecordQuery } from './call-records.ts'
import { type QualityCall, toQualityCall } from './quality-call.ts'

export interface LoaderState {
  /** In Graph's order: the oldest first. */
  readonly calls: readonly QualityCall[]
  readonly isLoading: boolean
  /** The delay before the current retry of a throttled request. */
  readonly retryDelayMs?: number | undefined
  /** The address of the next page. */
  readonly nextLink?: string | undefined
  /** The latest error, for the user. */
  readonly problem?: string | undefined
}

export interface RecordLoader {
  state(): LoaderState
  /** Loads the first pages, and cancels the load in progress. The calls stay until the first page arrives. */
  load(query: RecordQuery): Promise<void>
  /** Loads the next page. */
  loadMore(): Promise<void>
  /** Removes all calls. */
  clear(): void
  /** Cancels the load in progress. */
  cancel(): void
}

/** How many pages `load` reads. */
const PAGE_LIMIT = 4

interface LoaderOptions {
  readonly getToken: () => string | Promise<string>
  readonly pause: Pause
  readonly onChange: () => void
}

/** Changes the loader's state, unless the load has been cancelled. */
type Update = (changes: (state: LoaderState) => Partial<LoaderState>) => void

export function createRecordLoader({ getToken, pause, onChange }: LoaderOptions): RecordLoader {
  let state: LoaderState = { calls: [], isLoading: false }
  /** Identifies the load in progress. */
  let current: object = {}

  const set = (changes: Partial<LoaderState>) => {
    state = { ...state, ...changes }
    onChange()
  }
  const reader = createCallRecordsReader(createSend(getToken), async (ms) => {
    set({ retryDelayMs: ms })
    await pause(ms)
    set({ retryDelayMs: undefined })
  })

  const run = async (loadPages: (update: Update, isCurrent: () => boolean) => Promise<void>) => {
    const own = {}
    current = own
    const isCurrent = () => current === own
    const update: Update = (changes) => {
      if (isCurrent()) set(changes(state))
    }
    set({ isLoading: true, retryDelayMs: undefined, problem: undefined })
    try {
      await loadPages(update, isCurrent)
    } catch (error) {
      update(() => ({ problem: toErrorText(error) }))
    }
    update(() => ({ isLoading: false }))
  }

  return {
    state: () => state,
    load(query) {
      state = { ...state, nextLink: undefined }
      return run(async (update, isCurrent) => {
        const first = await reader.list(query)
        update(() => ({ calls: [] }))
        await addPages(reader, first, PAGE_LIMIT, update, isCurrent)
      })
    },
    async loadMore() {
      const { nextLink, isLoading } = state
      if (!nextLink || isLoading) return
      await run(async (update, isCurrent) => addPages(reader, await reader.next(nextLink), 1, update, isCurrent))
    },
    clear: () => set({ calls: [], nextLink: undefined }),
    cancel() {
      current = {}
    },
  }
}

/** Adds the calls of a page and of those that follow: first the calls, then their details batch by batch. */
async function addPages(
  reader: CallRecordsReader,
  { records, nextLink }: RecordPage,
  limit: number,
  update: Update,
  isCurrent: () => boolean,
): Promise<void> {
  if (!isCurrent()) return
  update(({ calls }) => ({ calls: [...calls, ...records.map((record) => toQualityCall(record))] }))
  for await (const details of reader.details(records)) {
    if (!isCurrent()) return
    update(({ calls }) => ({ calls: withDetails(calls, records, details) }))
  }
  if (nextLink && limit > 1) await addPages(reader, await reader.next(nextLink), limit - 1, update, isCurrent)
  else update(() => ({ nextLink }))
}

function withDetails(
  calls: readonly QualityCall[],
  records: readonly CallRecords.CallRecord[],
  details: BatchResults<CallRecords.CallRecord>,
): QualityCall[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  return calls.map((call) => {
    const record = byId.get(call.id)
    const detail = details.get(call.id)
    return record && detail ? toQualityCall(record, detail) : call
  })
}
