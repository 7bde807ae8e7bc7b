import { ANSWER_LIMIT_MS, RING_LIMIT_MS } from '../calls/limits.ts'
import { results } from '../calls/results.ts'
import type { JsonObject } from '../edm/json.ts'
import type { CallDirection, CallRow, Modality } from '../store/call-row.ts'
import { tellOfCall } from './call-life.ts'
import { appIdentity } from './directory.ts'
import type { Moment } from './moment.ts'
import { startScript } from './script.ts'
import { setTimer } from './timers.ts'

/** What a new call is made from; the rest is the same for all. */
export interface NewCall {
  readonly direction: CallDirection
  readonly callbackUri: string
  readonly serviceRoot: string
  readonly requestedModalities: readonly Modality[]
  /** The other side's identitySet. */
  readonly other: JsonObject
  readonly source: JsonObject
  readonly targets: readonly JsonObject[]
  readonly given?: Partial<CallRow>
}

/** Creates a call, tells the app of it, and lets the scenario begin. */
export function createCall(moment: Moment, { other, given, ...facts }: NewCall): CallRow {
  const { ids, tx, settings } = moment
  const id = ids.guid()
  const self = { id: ids.guid(), identity: appIdentity(settings.directory), self: true }
  const outgoing = facts.direction === 'outgoing'
  tx.insert('calls', {
    ...BLANK,
    ...given,
    ...facts,
    id,
    sequence: tx.nextSequence(),
    state: outgoing ? 'establishing' : 'incoming',
    callChainId: ids.guid(),
    createdAt: moment.now,
    myParticipantId: self.id,
    participants: [self, { id: ids.guid(), identity: other, self: false }],
    history: [{ at: moment.now, did: 'modalities', modalities: facts.requestedModalities }],
  })
  moment.note({
    type: 'transition',
    callId: id,
    event: 'create',
    from: null,
    to: outgoing ? 'establishing' : 'incoming',
  })
  tellOfCall(moment, id, outgoing ? 'updated' : 'created')
  setTimer(moment, id, 'state', {
    after: outgoing ? RING_LIMIT_MS : ANSWER_LIMIT_MS,
    happening: {
      type: 'callEvent',
      event: { type: 'end', result: outgoing ? results.noAnswer : results.notAnsweredByApp },
    },
  })
  startScript(moment, id)
  return tx.require('calls', id)
}

const BLANK = {
  version: 0,
  kind: 'peerToPeer',
  timers: {},
  mediaConfig: null,
  subject: null,
  tenantId: null,
  chatInfo: null,
  meetingInfo: null,
  callOptions: null,
  operations: [],
  speech: [],
} as const satisfies Partial<CallRow>
