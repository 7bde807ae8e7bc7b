import type { CallContext } from '../context.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { markRosterChanged } from './roster.ts'

export type ParticipationChange = 'joined' | 'left' | 'held' | 'resumed'

interface ParticipationRule {
  readonly applies: (participant: ParticipantRow, kind: CallRow['kind']) => boolean
  readonly participation?: ParticipantRow['participation']
}

/**
 * A peer-to-peer call connects both sides. A group call connects the app and those who are calling; others join one by
 * one. Resuming the call does not end the hold music of a single participant.
 */
const RULES: Readonly<Record<ParticipationChange, ParticipationRule>> = {
  joined: {
    applies: ({ self, participation }, kind) => kind === 'peerToPeer' || self || participation === 'calling',
    participation: 'in',
  },
  left: { applies: ({ participation }) => participation === 'in', participation: 'left' },
  held: { applies: ({ self }) => !self },
  resumed: { applies: ({ self, isOnHold }) => !self && !isOnHold },
}

/** Applies a transition of the call to its participants: they join, leave, are held or resumed. */
export function changeParticipation(context: CallContext, callId: string, did: ParticipationChange): void {
  const { participants, history, kind } = context.tx.require('calls', callId)
  const { applies, participation } = RULES[did]
  const affected = participants.filter((participant) => applies(participant, kind))
  context.tx.update('calls', callId, (call) => {
    // Not spread: V8 would reserve room for sixteen more entries in every stored call.
    call.history = history.concat(affected.map(({ id }) => ({ at: context.now, did, participantId: id })))
    if (!participation) return
    call.participants = participants.map((one) => (affected.includes(one) ? { ...one, participation } : one))
  })
  if (participation && kind !== 'peerToPeer') for (const { id } of affected) markRosterChanged(context, callId, id)
}
