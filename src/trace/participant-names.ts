import { identityName } from '../directory/identity-set.ts'
import { isJsonObject, type Json } from '../engine/values/json.ts'
import type { TraceEntry } from './trace.ts'

/** The names of the participants in notifications, by participant id. */
export function participantNames(entries: readonly TraceEntry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const entry of entries) {
    if (entry.type !== 'notification') continue
    for (const item of toList(entry.body.value))
      for (const participant of toList(isJsonObject(item) ? item.resourceData : undefined)) {
        const name = participantName(participant)
        if (name !== undefined && isJsonObject(participant)) names.set(String(participant.id), name)
      }
  }
  return names
}

/** The name of a participant in Graph's JSON, or `undefined` if the value has none. */
export function participantName(participant: Json): string | undefined {
  if (!isJsonObject(participant) || !isJsonObject(participant.info) || !isJsonObject(participant.info.identity)) return
  return identityName(participant.info.identity)
}

function toList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}
