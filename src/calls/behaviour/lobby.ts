import type { CallContext } from '../context.ts'
import { LOBBY_LIMIT_MS } from '../lifecycle/limits.ts'
import { results } from '../lifecycle/results.ts'
import type { ParticipantRow } from '../rows.ts'
import { setTimer } from '../updates/timers.ts'
import { dispatchCallEvent } from './dispatch-call-event.ts'
import { changeParticipant, joinCall } from './roster.ts'

/** A participant waits in the lobby until admitted, up to the lobby's time limit. The app's own call stays `establishing`. */
export function enterLobby(context: CallContext, callId: string, { id, self }: ParticipantRow): void {
  changeParticipant(context, callId, id, { participation: 'lobby' })
  if (self) {
    setTimer(context, callId, 'state', {
      after: LOBBY_LIMIT_MS,
      action: { type: 'callEvent', event: { type: 'end', result: results.lobbyTimeout } },
    })
  } else {
    setTimer(context, callId, `lobby:${id}`, {
      after: LOBBY_LIMIT_MS,
      action: { type: 'defaultStep', step: { do: 'deny', who: id, with: results.lobbyTimeout } },
    })
  }
}

/** Admits a participant from the lobby. */
export function admit(context: CallContext, callId: string, participant: ParticipantRow): void {
  if (participant.self) dispatchCallEvent(context, callId, { type: 'connect' })
  else joinCall(context, callId, participant)
}
