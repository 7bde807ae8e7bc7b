import type { CallDirection, CallKind } from '../../calls/rows.ts'
import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import { answered, type Exchange, isAccepted } from './exchange.ts'
import { objectIn, objectsIn, textIn } from './json.ts'

/** What the capture shows of a call at one time. */
export type Sighting = { readonly at: number; readonly exchange: Exchange } & (
  | { readonly type: 'call'; readonly what: JsonObject }
  | { readonly type: 'operation'; readonly what: JsonObject }
  | { readonly type: 'roster'; readonly participants: readonly JsonObject[]; readonly isNotice: boolean }
  /** What the app had the service do: `answer`, `delete`, `participants/invite`. */
  | { readonly type: 'action'; readonly name: string; readonly participantId: string }
  /** Graph knows no such call any more. */
  | { readonly type: 'gone' }
)
export type SightingOf<Type extends Sighting['type']> = Extract<Sighting, { type: Type }>

/** A call whose beginning is in the capture. */
export interface CapturedCall {
  readonly id: string
  readonly direction: CallDirection
  readonly kind: CallKind
  readonly createdAt: number
  /** The request that created it, or the notice that announced it. */
  readonly exchange: Exchange
  /** What was asked for, or announced: a call. */
  readonly given: JsonObject
  readonly myParticipantId: string
  /** In order of time. */
  readonly sightings: readonly Sighting[]
}

/** The calls that begin in a capture, in order, and the requests about others: their beginning is not in it. */
export function callsIn(exchanges: readonly Exchange[]): {
  readonly calls: readonly CapturedCall[]
  readonly strays: readonly Exchange[]
} {
  const sightings = new Map<string, Sighting[]>()
  for (const { callId, sighting } of exchanges.flatMap(sightingsIn)) {
    const ofCall = sightings.get(callId)
    if (ofCall) ofCall.push(sighting)
    else sightings.set(callId, [sighting])
  }
  const calls = new Map<string, CapturedCall>()
  for (const exchange of exchanges) {
    for (const { id, given, isIncoming } of beginningsIn(exchange)) {
      if (id === '' || calls.has(id)) continue
      const seen = inOrder(sightings.get(id) ?? [])
      const told = seen.find(({ type }) => type === 'call')
      const answer = isIncoming ? given : answered(exchange)
      calls.set(id, {
        id,
        direction: isIncoming ? 'incoming' : 'outgoing',
        kind: kindOf(given, isIncoming),
        // A notice may come before the answer.
        createdAt: isIncoming ? exchange.at : Math.min(exchange.until, told?.at ?? exchange.until),
        exchange,
        given,
        myParticipantId: textIn(answer.myParticipantId).toLowerCase(),
        sightings: seen,
      })
    }
  }
  const strays = [...sightings].flatMap(([id, [first]]) => (calls.has(id) || !first ? [] : [first.exchange]))
  return { calls: [...calls.values()], strays }
}

interface Beginning {
  readonly id: string
  readonly given: JsonObject
  readonly isIncoming: boolean
}

function beginningsIn(exchange: Exchange): Beginning[] {
  if (isCreation(exchange)) {
    if (!isAccepted(exchange)) return []
    return [{ id: textIn(answered(exchange).id).toLowerCase(), given: objectIn(exchange.sent), isIncoming: false }]
  }
  return noticesIn(exchange).flatMap(({ changeType, resourceData }) => {
    const given = objectIn(resourceData)
    if (changeType !== 'created' || given.state !== 'incoming') return []
    return [{ id: textIn(given.id).toLowerCase(), given, isIncoming: true }]
  })
}

function isCreation({ method, segments = [] }: Exchange): boolean {
  const [root, calls, last, ...others] = segments.map((segment) => segment.toLowerCase())
  const isCollection = last === undefined || (last === '$ref' && others.length === 0)
  return method === 'POST' && root === 'communications' && calls === 'calls' && isCollection
}

/** What a request of Graph's to the app's `callbackUri` tells; of any other request nothing. */
function noticesIn({ method, segments, sent }: Exchange): readonly JsonObject[] {
  if (method !== 'POST' || segments || !isJsonObject(sent)) return []
  return objectsIn(sent.value).filter((notice) => pathOf(notice) !== undefined)
}

/** What a notice is about, below `/communications/calls/`. */
function pathOf({ resourceUrl, resource }: JsonObject): readonly string[] | undefined {
  const [, path] = /\/?(?:communications|app)\/calls\/(.+)$/i.exec(textIn(resourceUrl) || textIn(resource)) ?? []
  return path?.toLowerCase().split('/')
}

interface CallSighting {
  readonly callId: string
  readonly sighting: Sighting
}

function sightingsIn(exchange: Exchange): CallSighting[] {
  return [...noticesIn(exchange).flatMap((notice) => inNotice(notice, exchange)), ...inRequest(exchange)]
}

function inNotice(notice: JsonObject, exchange: Exchange): CallSighting[] {
  const [callId = '', kind] = pathOf(notice) ?? []
  const { at } = exchange
  const what = objectIn(notice.resourceData)
  const found = (sighting: Sighting) => [{ callId, sighting }]
  if (kind === undefined) return found({ type: 'call', at, exchange, what })
  if (kind === 'operations') return found({ type: 'operation', at, exchange, what })
  if (kind !== 'participants') return []
  return found({ type: 'roster', at, exchange, participants: objectsIn(notice.resourceData), isNotice: true })
}

function inRequest(exchange: Exchange): CallSighting[] {
  const { segments = [], method, at, until, status, isPartial } = exchange
  const [root = '', calls = '', id, ...below] = segments
  if (root.toLowerCase() !== 'communications' || calls.toLowerCase() !== 'calls' || id === undefined) return []
  const callId = id.toLowerCase()
  const found = (sighting: Sighting) => [{ callId, sighting }]
  const isRead = method === 'GET'
  if (status === 404 && isRead && below.length === 0) return found({ type: 'gone', at: until, exchange })
  if (!isAccepted(exchange) || isCreation(exchange)) return []
  const answer = answered(exchange)
  const [kind = '', key = '', action] = below.map((segment) => segment.toLowerCase())
  if (!isRead) {
    const isOfParticipant = kind === 'participants' && (action !== undefined || method === 'DELETE')
    const verb = method === 'DELETE' ? 'delete' : action
    const name = isOfParticipant ? `participants/${verb}` : below.join('/').toLowerCase() || method.toLowerCase()
    return found({ type: 'action', at, exchange, name, participantId: isOfParticipant ? key : '' })
  }
  if (kind === '') return found({ type: 'call', at: until, exchange, what: answer })
  if (kind === 'operations') {
    const operations = key === '' ? objectsIn(answer.value) : [answer]
    return operations.flatMap((what) => found({ type: 'operation', at: until, exchange, what }))
  }
  if (kind !== 'participants' || key !== '' || isPartial || answer['@odata.nextLink'] !== undefined) return []
  return found({ type: 'roster', at: until, exchange, participants: objectsIn(answer.value), isNotice: false })
}

/** At the same time the app acts first, and the end of an operation is the last to be told. */
const RANKS: Readonly<Record<Sighting['type'], number>> = { action: 0, call: 1, roster: 1, operation: 2, gone: 3 }

/**
 * In order of time. Notices that overtook each other are as early as those that came after them in the service's own
 * order, and what was told twice was told once.
 */
function inOrder(sightings: readonly Sighting[]): readonly Sighting[] {
  const told = new Map<string, Sighting>()
  const others: Sighting[] = []
  for (const sighting of sightings) {
    const version = versionOf(sighting)
    const key = `${version}`
    if (version === undefined) others.push(sighting)
    else if (!told.has(key)) told.set(key, sighting)
  }
  let latest = Number.POSITIVE_INFINITY
  const inVersions = [...told].sort(([one], [other]) => Number(other) - Number(one))
  const corrected = inVersions.map(([, sighting]) => {
    latest = Math.min(latest, sighting.at)
    return { ...sighting, at: latest }
  })
  const all = [...corrected.reverse(), ...others]
  return all.sort((one, other) => one.at - other.at || RANKS[one.type] - RANKS[other.type])
}

/** The number of a notice about the call itself. */
function versionOf(sighting: Sighting): number | undefined {
  if (sighting.type !== 'call') return undefined
  const [, version] = /^W\/"(\d+)"$/.exec(textIn(sighting.what['@odata.etag'])) ?? []
  return version === undefined ? undefined : Number(version)
}

/** As the emulator tells them apart, too. */
function kindOf({ targets, meetingInfo, incomingContext }: JsonObject, isIncoming: boolean): CallKind {
  if (isIncoming) return isJsonObject(meetingInfo) || isJsonObject(incomingContext) ? 'group' : 'peerToPeer'
  const count = objectsIn(targets).length
  if (isJsonObject(meetingInfo) && count === 0) return 'meeting'
  return count > 1 ? 'group' : 'peerToPeer'
}
