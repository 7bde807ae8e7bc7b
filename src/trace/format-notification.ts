import { isJsonObject, type Json, type JsonObject } from '../engine/values/json.ts'
import { formatRoster } from './format-roster.ts'
import type { TraceEntryOf } from './trace.ts'

/** `delivered 202`; with its purpose for a request that is not a notification: `prompt undelivered`. */
export function formatDelivery({ id, outcome, status, why }: TraceEntryOf<'delivery'>): string {
  const purpose = id === 'prompt' || id === 'validation' ? id : ''
  return [purpose, outcome, status, why && `(${why})`].filter(Boolean).join(' ')
}

/** The content of a notification: `call established, audio active`, `3 participants updated: …`, `callRecord created`. */
export function formatNotification({ value }: JsonObject): string {
  const items = Array.isArray(value) ? value : []
  return items.map((item) => formatChange(toObject(item))).join('; ') || 'notification'
}

function formatChange({ changeType, resourceData, lifecycleEvent }: JsonObject): string {
  if (lifecycleEvent) return String(lifecycleEvent)
  if (Array.isArray(resourceData)) {
    const { '@odata.type': type } = toObject(resourceData[0])
    if (typeName(type) === 'participant') return formatRoster(resourceData, String(changeType))
    return `${resourceData.length} × ${typeName(type) || 'nothing'} ${changeType}`
  }
  const { '@odata.type': type, state, status, mediaState, resultInfo } = toObject(resourceData)
  const { code, subcode } = toObject(resultInfo)
  const details = [
    `${typeName(type) || 'resource'} ${state ?? status ?? changeType}`,
    mediaState ? `audio ${toObject(mediaState).audio}` : '',
    resultInfo ? `${code}/${subcode}` : '',
  ]
  return details.filter(Boolean).join(', ')
}

function typeName(type: unknown): string {
  return String(type ?? '').replace(/^#microsoft\.graph\./i, '')
}

function toObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
