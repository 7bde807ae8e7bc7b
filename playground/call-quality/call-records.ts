import type { CallRecords } from '@microsoft/microsoft-graph-types'
import type { Send } from '../graph-request.ts'
import { type Answers, BATCH_SIZE, type Pause, patiently, readBatch } from './batch.ts'

/** Which calls to list. */
export interface RecordQuery {
  /** Epoch milliseconds. */
  readonly since: number
  /** The id of somebody who was in. */
  readonly participantId?: string | undefined
}

export interface RecordPage {
  readonly records: readonly CallRecords.CallRecord[]
  /** Where Graph has more. */
  readonly nextLink?: string | undefined
}

type Detail = CallRecords.CallRecord

/** Graph's call records, as far as this app reads them. What Graph is too busy for is asked for again when it says. */
export interface CallRecordsReader {
  /** The first page. @throws GraphFailure when Graph says no. */
  list(query: RecordQuery): Promise<RecordPage>
  /** The page behind a nextLink. @throws GraphFailure when Graph says no. */
  next(nextLink: string): Promise<RecordPage>
  /** The same records with their sessions, twenty at a time, by id. @throws GraphFailure when Graph takes no batch. */
  details(records: readonly CallRecords.CallRecord[]): AsyncGenerator<Answers<Detail>>
}

/** @param pause Waits until Graph wants to be asked again. */
export function createCallRecordsReader(send: Send, pause: Pause): CallRecordsReader {
  const page = async (address: string): Promise<RecordPage> => {
    const response = await patiently(() => send('GET', address), pause)
    const { value, '@odata.nextLink': nextLink } = await response.json()
    return { records: value, nextLink }
  }
  const post = async (body: object) => {
    const response = await patiently(() => send('POST', '/$batch', body), pause)
    return response.json()
  }
  return {
    list: (query) => page(`/communications/callRecords?$filter=${encodeURIComponent(toFilter(query))}`),
    next: page,
    async *details(records) {
      for (let from = 0; from < records.length; from += BATCH_SIZE) {
        const ids = records.slice(from, from + BATCH_SIZE).flatMap(({ id }) => id ?? [])
        const answers = await readBatch<Detail>(ids.map(toAddress), post, pause)
        yield new Map(ids.flatMap((id) => toEntry(id, answers.get(toAddress(id)))))
      }
    },
  }
}

function toFilter({ since, participantId }: RecordQuery): string {
  const started = `startDateTime ge ${new Date(since).toISOString()}`
  return participantId ? `${started} and participants_v2/any(p:p/id eq '${participantId}')` : started
}

function toAddress(id: string): string {
  return `/communications/callRecords/${id}?$expand=sessions($expand=segments)`
}

function toEntry<Answer>(id: string, answer: Answer | undefined): (readonly [string, Answer])[] {
  return answer === undefined ? [] : [[id, answer]]
}
