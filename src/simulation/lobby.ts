import { LOBBY_LIMIT_MS } from '../calls/limits.ts'
import { results } from '../calls/results.ts'
import type { ParticipantRow } from '../store/call-row.ts'
import { send } from './call-life.ts'
import type { Moment } from './moment.ts'
import { changeParticipant, comeIn } from './roster.ts'
import { setTimer } from './timers.ts'

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
