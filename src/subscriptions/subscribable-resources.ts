import type { Watching } from './rows.ts'

/** One kind of resource that an app can subscribe to, and the rules for that. */
export interface SubscribableResource {
  readonly watching: Watching
  /** As it is written, with braces around what is somebody's. */
  readonly form: string
  /** What can or has to be said of it with `$filter`: that a property is one of some values. */
  readonly filter?: ResourceFilter
  readonly changeTypes: readonly string[]
  readonly longestMinutes: number
  /** How many there can be, and of whom: of the same resource, or of all that watch the same. */
  readonly quota: { readonly limit: number; readonly of: 'resource' | 'everything' }
  /** The application permissions of which one is needed, and the delegated ones. None: not supported. */
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
  /** Whether notifications can carry what has changed, encrypted. */
  readonly resourceData: boolean
  /** Whether one that lasts longer than an hour needs a `lifecycleNotificationUrl`. */
  readonly needsLifecycle?: true
}

export interface ResourceFilter {
  /** The collection whose items have the property, in an `any`. */
  readonly through?: string
  readonly property: string
  readonly optional?: true
  readonly mostValues?: number
}

/**
 * What Graph lets an app subscribe to of communications. Call objects are not among it: they tell their `callbackUri`.
 * @see https://learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime
 */
export const SUBSCRIBABLE_RESOURCES: readonly SubscribableResource[] = [
  {
    // @see https://learn.microsoft.com/graph/changenotifications-for-callrecords
    watching: 'callRecords',
    form: 'communications/callRecords',
    filter: { through: 'participants', property: 'id', optional: true },
    changeTypes: ['created', 'updated', 'deleted'],
    longestMinutes: 4_230,
    quota: { limit: 100, of: 'everything' },
    roles: ['CallRecords.Read.All'],
    scopes: [],
    resourceData: false,
  },
  ...whatMeetingsLeave('recordings', 'getAllRecordings', 'OnlineMeetingRecording.Read.All'),
  ...whatMeetingsLeave('transcripts', 'getAllTranscripts', 'OnlineMeetingTranscript.Read.All'),
  callEvents({ form: "communications/onlineMeetings(joinWebUrl='{joinWebUrl}')/meetingCallEvents" }),
  callEvents({ form: 'communications/onlineMeetings', filter: { property: 'joinWebUrl', mostValues: 1 } }),
  presences({ form: 'communications/presences/{id}' }),
  presences({ form: 'communications/presences', filter: { property: 'id', mostValues: 650 } }),
]

/** @see https://learn.microsoft.com/graph/teams-changenotifications-callrecording-and-calltranscript */
function whatMeetingsLeave(watching: Watching, all: string, permission: string): SubscribableResource[] {
  const common = { watching, changeTypes: ['created'], longestMinutes: 4_320, roles: [permission] } as const
  const row = { ...common, resourceData: true, needsLifecycle: true } as const
  const one = { limit: 1, of: 'resource' } as const
  return [
    { ...row, form: `communications/onlineMeetings/${all}`, scopes: [], quota: { limit: 10_000, of: 'everything' } },
    { ...row, form: `communications/onlineMeetings/{id}/${watching}`, scopes: [permission], quota: one },
    { ...row, form: `users/{id}/onlineMeetings/${all}`, scopes: [permission], quota: one },
  ]
}

/** @see https://learn.microsoft.com/graph/changenotifications-for-onlinemeeting */
function callEvents(where: Pick<SubscribableResource, 'form' | 'filter'>): SubscribableResource {
  return {
    ...where,
    watching: 'meetingCallEvents',
    changeTypes: ['updated'],
    longestMinutes: 4_320,
    quota: { limit: 1, of: 'resource' },
    roles: ['OnlineMeetings.Read.All', 'OnlineMeetings.ReadWrite.All'],
    scopes: [],
    resourceData: true,
  }
}

/**
 * One for each app and user: the emulator knows one of each.
 * @see https://learn.microsoft.com/graph/changenotifications-for-presence
 */
function presences(where: Pick<SubscribableResource, 'form' | 'filter'>): SubscribableResource {
  return {
    ...where,
    watching: 'presences',
    changeTypes: ['updated'],
    longestMinutes: 60,
    quota: { limit: 1, of: 'everything' },
    roles: [],
    scopes: ['Presence.Read.All'],
    resourceData: true,
  }
}

/** How a resource is written, with what its filter says. */
export function toForm({ form, filter }: SubscribableResource): string {
  if (!filter) return form
  const { through, property, optional, mostValues = 1 } = filter
  const says = mostValues > 1 ? `${property} in ('{${property}}', …)` : `${property} eq '{${property}}'`
  const filtered = `${form}?$filter=${through ? `${through}/any(p:p/${says})` : says}`
  return optional ? `'${form}' or "${filtered}"` : `"${filtered}"`
}
