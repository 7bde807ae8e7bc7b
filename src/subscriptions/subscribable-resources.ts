import type { Watching } from './rows.ts'

/** A kind of resource that an app can subscribe to, and Graph's rules for it. */
export interface SubscribableResource {
  readonly watching: Watching
  /** How the resource is written, with placeholders in braces. */
  readonly form: string
  /** The `$filter` that it takes: a property equals one of some values. */
  readonly filter?: ResourceFilter
  readonly changeTypes: readonly string[]
  readonly longestMinutes: number
  /** The maximum number of subscriptions to the same resource, or to all resources of this kind. */
  readonly quota: { readonly limit: number; readonly of: 'resource' | 'everything' }
  /** Application permissions (`roles`) and delegated ones (`scopes`): one of them is required. Empty: not supported. */
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
  /** Whether notifications can contain the changed resource, encrypted. */
  readonly resourceData: boolean
  /** Whether a subscription of more than an hour needs a `lifecycleNotificationUrl`. */
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
 * The resources of cloud communications that Graph lets an app subscribe to. Calls are not among them: Graph sends their
 * notifications to their `callbackUri`.
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
  ...meetingArtifacts('recordings', 'getAllRecordings', 'OnlineMeetingRecording.Read.All'),
  ...meetingArtifacts('transcripts', 'getAllTranscripts', 'OnlineMeetingTranscript.Read.All'),
  callEvents({ form: "communications/onlineMeetings(joinWebUrl='{joinWebUrl}')/meetingCallEvents" }),
  callEvents({ form: 'communications/onlineMeetings', filter: { property: 'joinWebUrl', mostValues: 1 } }),
  presences({ form: 'communications/presences/{id}' }),
  presences({ form: 'communications/presences', filter: { property: 'id', mostValues: 650 } }),
]

/** @see https://learn.microsoft.com/graph/teams-changenotifications-callrecording-and-calltranscript */
function meetingArtifacts(watching: Watching, all: string, permission: string): SubscribableResource[] {
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
 * Graph allows one for each app and user. The emulator has one of each.
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

/** The resource with its filter, as an error message shows it. */
export function toForm({ form, filter }: SubscribableResource): string {
  if (!filter) return form
  const { through, property, optional, mostValues = 1 } = filter
  const condition = mostValues > 1 ? `${property} in ('{${property}}', …)` : `${property} eq '{${property}}'`
  const filtered = `${form}?$filter=${through ? `${through}/any(p:p/${condition})` : condition}`
  return optional ? `'${form}' or "${filtered}"` : `"${filtered}"`
}
