import type { ResourceKind } from './rows.ts'

/** A kind of resource that an app can subscribe to, and Graph's rules for it. */
export interface SubscribableResource {
  readonly resourceKind: ResourceKind
  /** How the resource is written, with placeholders in braces. */
  readonly template: string
  /** The `$filter` that it takes: a property equals one of some values. */
  readonly filter?: ResourceFilter
  readonly changeTypes: readonly string[]
  /** The longest time until a subscription expires, in minutes. */
  readonly maxMinutes: number
  /** The maximum number of subscriptions to resources of this kind: of all apps, of one, or of one to the same resource. */
  readonly quota: { readonly limit: number; readonly of: 'organization' | 'app' | 'appAndResource' }
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
  readonly collection?: string
  readonly property: string
  readonly optional?: true
  readonly maxValues?: number
}

/**
 * The resources of cloud communications that Graph lets an app subscribe to. Calls are not among them: Graph sends their
 * notifications to their `callbackUri`.
 * @see https://learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime
 */
export const SUBSCRIBABLE_RESOURCES: readonly SubscribableResource[] = [
  {
    // @see https://learn.microsoft.com/graph/changenotifications-for-callrecords
    resourceKind: 'callRecords',
    template: 'communications/callRecords',
    filter: { collection: 'participants', property: 'id', optional: true },
    changeTypes: ['created', 'updated', 'deleted'],
    maxMinutes: 4_230,
    quota: { limit: 100, of: 'organization' },
    roles: ['CallRecords.Read.All'],
    scopes: [],
    resourceData: false,
  },
  ...meetingArtifacts('recordings', 'getAllRecordings', 'OnlineMeetingRecording.Read.All'),
  ...meetingArtifacts('transcripts', 'getAllTranscripts', 'OnlineMeetingTranscript.Read.All'),
  callEvents({ template: "communications/onlineMeetings(joinWebUrl='{joinWebUrl}')/meetingCallEvents" }),
  callEvents({ template: 'communications/onlineMeetings', filter: { property: 'joinWebUrl', maxValues: 1 } }),
  presences({ template: 'communications/presences/{id}' }),
  presences({ template: 'communications/presences', filter: { property: 'id', maxValues: 650 } }),
]

/** @see https://learn.microsoft.com/graph/teams-changenotifications-callrecording-and-calltranscript */
function meetingArtifacts(resourceKind: ResourceKind, all: string, permission: string): SubscribableResource[] {
  const common = { resourceKind, changeTypes: ['created'], maxMinutes: 4_320, roles: [permission] } as const
  const row = { ...common, resourceData: true, needsLifecycle: true } as const
  const one = { limit: 1, of: 'appAndResource' } as const
  return [
    {
      ...row,
      template: `communications/onlineMeetings/${all}`,
      scopes: [],
      quota: { limit: 10_000, of: 'organization' },
    },
    { ...row, template: `communications/onlineMeetings/{id}/${resourceKind}`, scopes: [permission], quota: one },
    { ...row, template: `users/{id}/onlineMeetings/${all}`, scopes: [permission], quota: one },
  ]
}

/** @see https://learn.microsoft.com/graph/changenotifications-for-onlinemeeting */
function callEvents(resource: Pick<SubscribableResource, 'template' | 'filter'>): SubscribableResource {
  return {
    ...resource,
    resourceKind: 'meetingCallEvents',
    changeTypes: ['updated'],
    maxMinutes: 4_320,
    quota: { limit: 1, of: 'appAndResource' },
    roles: ['OnlineMeetings.Read.All', 'OnlineMeetings.ReadWrite.All'],
    scopes: [],
    resourceData: true,
  }
}

/**
 * Graph allows one for each app and user. The emulator has one user who signs in.
 * @see https://learn.microsoft.com/graph/changenotifications-for-presence
 */
function presences(resource: Pick<SubscribableResource, 'template' | 'filter'>): SubscribableResource {
  return {
    ...resource,
    resourceKind: 'presences',
    changeTypes: ['updated'],
    maxMinutes: 60,
    quota: { limit: 1, of: 'app' },
    roles: [],
    scopes: ['Presence.Read.All'],
    resourceData: true,
  }
}

/** The resource with its filter, as an error message shows it. */
export function formatTemplate({ template, filter }: SubscribableResource): string {
  if (!filter) return template
  const { collection, property, optional, maxValues = 1 } = filter
  const condition = maxValues > 1 ? `${property} in ('{${property}}', …)` : `${property} eq '{${property}}'`
  const filtered = `${template}?$filter=${collection ? `${collection}/any(p:p/${condition})` : condition}`
  return optional ? `'${template}' or "${filtered}"` : `"${filtered}"`
}
