import type { CallContext } from '../context.ts'
import type { CallEffect } from '../lifecycle/transitions.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { markRosterChanged } from './roster.ts'

type ParticipationChange = Extract<CallEffect, { do: 'participation' }>['did']

interface ParticipationRule {
  readonly applies: (participant: ParticipantRow, call: CallRow) => boolean
  /** The entry in the history. */
  readonly did: 'joined' | 'left' | 'held' | 'resumed'
  readonly participation?: ParticipantRow['participation']
}

/**
 * A peer-to-peer call connects both sides. A group call connects the app and those who are calling; others join one by
 * one. Resuming the call does not end the hold music of a single participant. The target of a handover is connected with
 * those who are in the call or, before the app has answered, are calling.
 */
const RULES: Readonly<Record<ParticipationChange, ParticipationRule>> = {
  joined: {
    applies: ({ self, participation }, { kind }) => kind === 'peerToPeer' || self || participation === 'calling',
    did: 'joined',
    participation: 'in',
  },
  left: { applies: ({ participation }) => participation === 'in', did: 'left', participation: 'left' },
  held: { applies: ({ self }) => !self, did: 'held' },
  resumed: { applies: ({ self, isOnHold }) => !self && !isOnHold, did: 'resumed' },
  takenOver: {
    applies: ({ id, self, participation }, { handover }) =>
      id === handover?.answeredBy || (!self && participation === 'calling'),
    did: 'joined',
    participation: 'in',
  },
  appLeft: { applies: ({ self, participation }) => self && participation === 'in', did: 'left', participation: 'left' },
}

/** Applies a transition of the call to its participants: they join, leave, are held or resumed. */
export function changeParticipation(context: CallContext, callId: string, change: ParticipationChange): void {
  const call = context.tx.require('calls', callId)
  const { participants, history, kind } = call
  const { applies, did, participation } = RULES[change]
  const affected = participants.filter((participant) => applies(participant, call))
  context.tx.update('calls', callId, (draft) => {
    // Not spread: V8 would reserve room for sixteen more entries in every stored call.
    draft.history = history.concat(affected.map(({ id }) => ({ at: context.now, did, participantId: id })))
    if (!participation) return
    draft.participants = participants.map((one) => (affected.includes(one) ? { ...one, participation } : one))
  })
  if (participation && kind !== 'peerToPeer') for (const { id } of affected) markRosterChanged(context, callId, id)
}
