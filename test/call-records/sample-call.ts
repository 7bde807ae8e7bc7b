import type { CallRecordRow } from '../../src/call-records/rows.ts'
import { toCallHistory } from '../../src/call-records/timeline/call-history.ts'
import { toCallRecordRow } from '../../src/call-records/timeline/call-record-row.ts'
import { results } from '../../src/calls/lifecycle/results.ts'
import type { CallRow, HistoryEntry, ParticipantRow } from '../../src/calls/rows.ts'
import type { AssignedTrunk } from '../../src/directory/directory.ts'
import type { Json, JsonObject } from '../../src/engine/values/json.ts'
import { isJsonObject } from '../../src/engine/values/json.ts'

export const START = Date.UTC(2024, 0, 15, 9, 30)
export const RECORD_ID = 'e523d2ed-2966-4b6b-925b-754a88034cc5'
export const TENANT_ID = 'dc368399-474c-4d40-900c-6265431fd81f'

export const app: ParticipantRow = {
  id: 'app',
  self: true,
  participation: 'left',
  identity: { application: { id: '24701998-1a73-4d42-8085-bf46ed0ae039', displayName: 'Calling app' } },
}
export const abbie: ParticipantRow = {
  id: 'abbie',
  self: false,
  participation: 'left',
  identity: {
    user: {
      id: '821809f5-0000-0000-0000-3b5136c0e777',
      displayName: 'Abbie Wilkins',
      tenantId: TENANT_ID,
      userPrincipalName: 'abbie.wilkins@contoso.com',
    },
  },
}
export const phone: ParticipantRow = {
  id: 'phone',
  self: false,
  participation: 'left',
  identity: { phone: { id: '+4930901820' } },
}

export interface SampleOptions {
  /** Default: one minute. */
  readonly durationMs?: number
  /** History entries between joining and leaving, with times relative to {@link START}. */
  readonly entries?: readonly HistoryEntry[]
  /** The participant besides the app. Default: {@link abbie}. */
  readonly other?: ParticipantRow
}

/** A peer-to-peer call between the app and another participant, who join at {@link START} and leave together. */
export function aCall(
  { durationMs = 60_000, entries = [], other = abbie }: SampleOptions = {},
  given: Partial<CallRow> = {},
): CallRow {
  const participants = given.participants ?? [app, other]
  const all = (did: 'joined' | 'left', at: number) => participants.map(({ id }) => ({ at, did, participantId: id }))
  const end = START + durationMs
  return {
    id: 'c4b1a0d8-63d4-4f5e-9a35-1d1f6a4a8d11',
    sequence: 1,
    version: 3,
    state: 'terminated',
    direction: 'outgoing',
    kind: 'peerToPeer',
    callChainId: RECORD_ID,
    callbackUri: 'https://bot.contoso.com/callback',
    serviceRoot: 'https://graph.microsoft.com/v1.0',
    createdAt: START - 2_000,
    establishedAt: START,
    endedAt: end + 100,
    timers: {},
    resultInfo: results.endedByBot,
    myParticipantId: app.id,
    source: null,
    targets: [],
    requestedModalities: ['audio'],
    mediaConfig: null,
    subject: null,
    tenantId: TENANT_ID,
    chatInfo: null,
    meetingInfo: null,
    callOptions: null,
    operations: [],
    speech: [],
    participants,
    history: [
      { at: START - 2_000, did: 'modalities', modalities: ['audio'] },
      ...all('joined', START),
      ...entries.map((entry) => ({ ...entry, at: START + entry.at })),
      ...all('left', end),
    ],
    ...given,
  }
}

/** The row of a sample call's record. @param trunk The trunk of all phone numbers. Default: a calling plan. */
export function aRecordRow(options: SampleOptions = {}, given: Partial<CallRow> = {}, trunk?: string): CallRecordRow {
  return toCallRecordRow(toCallHistory(aCall(options, given)), {
    at: START + 120_000,
    tenantId: TENANT_ID,
    findTrunk: () => toTrunk(trunk),
  })
}

function toTrunk(trunk: string | undefined): AssignedTrunk | undefined {
  return trunk === undefined ? undefined : { trunk }
}

/** Returns a member that is an object. @throws Error if it is not. */
export function member(parent: JsonObject, name: string): JsonObject {
  const value = parent[name]
  if (!isJsonObject(value)) throw new Error(`'${name}' is ${JSON.stringify(value)}, not an object.`)
  return value
}

/** Returns a member that is a list of objects. @throws Error if it is not. */
export function list(parent: JsonObject, name: string): JsonObject[] {
  const value: Json | undefined = parent[name]
  if (!Array.isArray(value)) throw new Error(`'${name}' is ${JSON.stringify(value)}, not a list.`)
  return value.filter(isJsonObject)
}

/** Returns the only entry of a list. @throws Error if there are none or several. */
export function only(entries: readonly JsonObject[]): JsonObject {
  const [entry, ...rest] = entries
  if (!entry || rest.length > 0) throw new Error(`Expected one entry but received ${entries.length}.`)
  return entry
}

export function segmentsOf(record: JsonObject): JsonObject[] {
  return list(record, 'sessions').flatMap((session) => list(session, 'segments'))
}

export function mediaOf(record: JsonObject): JsonObject[] {
  return segmentsOf(record).flatMap((segment) => list(segment, 'media'))
}

export function streamsOf(record: JsonObject): JsonObject[] {
  return mediaOf(record).flatMap((media) => list(media, 'streams'))
}
