import { isJsonObject, type Json } from '../engine/values/json.ts'
import { participantName } from './participant-names.ts'

/** The content of a roster notification: `2 participants updated: Adele Vance, Alex Wilber (in the lobby)`. */
export function formatRoster(participants: readonly Json[], changeType: string): string {
  const names = participants.map((participant) => {
    const isInLobby = isJsonObject(participant) && participant.isInLobby === true
    return `${participantName(participant) ?? 'unknown'}${isInLobby ? ' (in the lobby)' : ''}`
  })
  return `${names.length} ${names.length === 1 ? 'participant' : 'participants'} ${changeType}: ${names.join(', ')}`
}
