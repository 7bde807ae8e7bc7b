import type { Moment } from '../../engine/moment.ts'
import { LOBBY_LIMIT_MS } from '../lifecycle/limits.ts'
import { results } from '../lifecycle/results.ts'
import type { ParticipantRow } from '../rows.ts'
import { setTimer } from '../updates/timers.ts'
import { send } from './call-life.ts'
import { changeParticipant, comeIn } from './roster.ts'

/** Somebody waits until somebody who is in admits them. The app's own call stays `establishing` meanwhile. */
export function waitInLobby(moment: Moment, callId: string, { id, self }: ParticipantRow): void {
  changeParticipant(moment, callId, id, { presence: 'lobby' })
  if (self) {
    setTimer(moment, callId, 'state', {
      after: LOBBY_LIMIT_MS,
      happening: { type: 'callEvent', event: { type: 'end', result: results.lobbyTimeout } },
    })
  } else {
    setTimer(moment, callId, `lobby:${id}`, {
      after: LOBBY_LIMIT_MS,
      happening: { type: 'step', step: { do: 'deny', who: id, with: results.lobbyTimeout } },
    })
  }
}

/** Somebody is let in. */
export function admit(moment: Moment, callId: string, participant: ParticipantRow): void {
  if (participant.self) send(moment, callId, { type: 'connect' })
  else comeIn(moment, callId, participant)
}
