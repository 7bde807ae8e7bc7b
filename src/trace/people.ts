import { identityName } from '../directory/identity-set.ts'
import { isJsonObject, type Json } from '../engine/values/json.ts'
import type { TraceEntry } from './trace.ts'

/** What a notification says of a roster: `2 participants updated: Adele Vance, Alex Wilber (in the lobby)`. */
export function tellRoster(participants: readonly Json[], changeType: string): string {
  const people = participants.map((one) => {
    const isInLobby = isJsonObject(one) && one.isInLobby === true
    return `${participantName(one) ?? 'somebody'}${isInLobby ? ' (in the lobby)' : ''}`
  })
  return `${people.length} ${people.length === 1 ? 'participant' : 'participants'} ${changeType}: ${people.join(', ')}`
}

/** The names of those whom notifications have told of, by the ids that they have as participants. */
export function namesIn(entries: readonly TraceEntry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const entry of entries) {
    if (entry.type !== 'notification') continue
    for (const notice of listIn(entry.body.value))
      for (const participant of listIn(isJsonObject(notice) ? notice.resourceData : undefined)) {
        const name = participantName(participant)
        if (name !== undefined && isJsonObject(participant)) names.set(String(participant.id), name)
      }
  }
  return names
}

function listIn(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function participantName(participant: Json): string | undefined {
  if (!isJsonObject(participant) || !isJsonObject(participant.info) || !isJsonObject(participant.info.identity)) return
  return identityName(participant.info.identity)
}
