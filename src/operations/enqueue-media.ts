import type { MediaType } from '../calls/media-operations.ts'
import { enqueueOperation } from '../simulation/media-queue.ts'
import type { Moment } from '../simulation/moment.ts'
import type { CallRow, OperationRow } from '../store/call-row.ts'
import type { OperationRequest } from './define.ts'
import { requireOperation } from './get-operation.ts'

/** What a media operation consists of: its type, and what it plays, records or sends. */
interface Media extends Pick<OperationRow, 'recording' | 'prompt' | 'tones'> {
  readonly type: MediaType
  readonly clientContext: string | null | undefined
}

/** Puts a new operation into the call's media queue. @returns how it stands then: running, or waiting for its turn. */
export function enqueueMedia(moment: Moment, { beta }: OperationRequest, call: CallRow, media: Media): OperationRow {
  const id = moment.ids.guid()
  enqueueOperation(moment, call.id, {
    id,
    status: 'notStarted',
    version: 0,
    resultInfo: null,
    ...(beta && { beta }),
    ...media,
    clientContext: media.clientContext ?? null,
  })
  return requireOperation(moment, call.id, id)
}
