import type { CallRecords } from '@microsoft/microsoft-graph-types'
import type { Send } from '../../graph-request.ts'
import { BATCH_SIZE, type BatchResults, type Pause, readBatch, withRetries } from './batch.ts'

/** Which calls to list. */
export interface RecordQuery {
  /** Epoch milliseconds. */
  readonly since: number
  /** The id of a participant. */
  readonly participantId?: string | undefined
}

export interface RecordPage {
  readonly records: readonly CallRecords.CallRecord[]
  /** The address of the next page. */
  readonly nextLink?: string | undefined
}

/** Reads call records from Graph. Throttled requests are retried when Graph allows it. */
export interface CallRecordsReader {
  /** The first page. @throws GraphFailure on an error response. */
  list(query: RecordQuery): Promise<RecordPage>
  /** The page of a nextLink. @throws GraphFailure on an error response. */
  next(nextLink: string): Promise<RecordPage>
  /** The records with their sessions, by id, in batches of twenty. @throws GraphFailure when a whole batch fails. */
  details(records: readonly CallRecords.CallRecord[]): AsyncGenerator<BatchResults<CallRecords.CallRecord>>
}

/** @param pause Waits before a retry. */
export function createCallRecordsReader(send: Send, pause: Pause): CallRecordsReader {
  const page = async (address: string): Promise<RecordPage> => {
    const response = await withRetries(() => send('GET', address), pause)
    const { value, '@odata.nextLink': nextLink } = await response.json()
    return { records: value, nextLink }
  }
  const post = async (body: object) => {
    const response = await withRetries(() => send('POST', '/$batch', body), pause)
    return response.json()
  }
  return {
    list: (query) => page(`/communications/callRecords?$filter=${encodeURIComponent(toFilter(query))}`),
    next: page,
    async *details(records) {
      for (let from = 0; from < records.length; from += BATCH_SIZE) {
        const ids = records.slice(from, from + BATCH_SIZE).flatMap(({ id }) => id ?? [])
        const results = await readBatch<CallRecords.CallRecord>(ids.map(toAddress), post, pause)
        yield new Map(
          ids.flatMap((id) => {
            const result = results.get(toAddress(id))
            return result === undefined ? [] : [[id, result] as const]
          }),
        )
      }
    },
  }
}

function toFilter({ since, participantId }: RecordQuery): string {
  const period = `startDateTime ge ${new Date(since).toISOString()}`
  return participantId ? `${period} and participants_v2/any(p:p/id eq '${participantId}')` : period
}

function toAddress(id: string): string {
  return `/communications/callRecords/${id}?$expand=sessions($expand=segments)`
}
