import { closestText } from '../engine/values/closest-text.ts'
import { isJsonObject, type JsonObject } from '../engine/values/json.ts'
import { isPhoneNumber, phoneIdentity } from './phone-number.ts'

/** An application of the tenant. */
export interface DirectoryIdentity {
  readonly id: string
  readonly displayName: string
}

/** A user of the tenant or of another one, or a guest. */
export interface DirectoryUser {
  readonly id: string
  /** Absent: a person without a name, whose `displayName` is null. */
  readonly displayName?: string
  readonly userPrincipalName?: string
  /** The tenant of a user of another tenant. Default: that of the directory. */
  readonly tenantId?: string
  /** Joins meetings without an account: Graph names such a person as `guest`, without tenant and userPrincipalName. */
  readonly guest?: true
}

export interface DirectoryApp extends DirectoryIdentity {
  /** The object id of its application instance (resource account). Default: a fixed id. */
  readonly instanceId?: string
  /**
   * The phone number of that account, in E.164 form. With a number, all incoming calls reach the app through the account;
   * without, only those from a phone and those under a recording policy.
   */
  readonly phoneNumber?: string
}

/** The tenant: its users and people from outside, the app under development, phone trunks and online meetings. */
export interface Directory {
  readonly tenantId: string
  readonly app: DirectoryApp
  readonly users: readonly DirectoryUser[]
  /** The tenant's own trunks (direct routing). A phone number that no trunk lists belongs to a calling plan. */
  readonly trunks: readonly Trunk[]
  /** The online meetings that can be joined by id. While the list is empty, every id is accepted. */
  readonly meetings: readonly Meeting[]
}

export interface Meeting {
  readonly joinMeetingId: string
  readonly passcode?: string
  /** The id of a user. Default: the first user of the directory. */
  readonly organizer?: string
  readonly subject?: string
}

export interface Trunk {
  /** The host name of its session border controller. */
  readonly name: string
  /** Phone numbers in E.164 form. */
  readonly numbers: readonly string[]
  /** Media bypass: media between a user and a phone do not pass through the service. Default: false. */
  readonly mediaBypass?: boolean
}

/** The trunk that connects a phone number. */
export interface AssignedTrunk {
  /** The host name of its session border controller. */
  readonly trunk: string
  /** Media do not pass through the service. */
  readonly mediaBypass?: true
}

/** Finds the trunk that connects a phone number. `undefined` when the number belongs to a calling plan. */
export type FindTrunk = (number: string) => AssignedTrunk | undefined

/**
 * Finds the trunk that connects a phone number, if one does.
 * @see https://learn.microsoft.com/microsoftteams/direct-routing-landing-page
 */
export function findTrunk({ trunks }: Pick<Directory, 'trunks'>, number: string): AssignedTrunk | undefined {
  const found = trunks.find(({ numbers }) => numbers.includes(number))
  return found && { trunk: found.name, ...(found.mediaBypass && { mediaBypass: true }) }
}

/** The tenant that is emulated when the options configure none. */
export const DEFAULT_DIRECTORY: Directory = {
  tenantId: '9f4ebab6-520d-49c0-85cc-7b25c78d4a93',
  app: { id: '24701998-1a73-4d42-8085-bf46ed0ae039', displayName: 'Calling app' },
  users: [
    { id: '112f7296-5fa4-42ca-bae8-6a692b15d4b8', displayName: 'Adele Vance', userPrincipalName: 'AdeleV@contoso.com' },
    { id: '3b4f7a5c-8a63-4b1e-9a60-0d7d5cb1a7f2', displayName: 'Alex Wilber', userPrincipalName: 'AlexW@contoso.com' },
    { id: 'a8c5ac0a-25c9-4f0b-9a5c-1d5f6a4dfb0e', displayName: 'Megan Bowen', userPrincipalName: 'MeganB@contoso.com' },
  ],
  trunks: [],
  meetings: [],
}

/** The app's identitySet. */
export function appIdentity({ app }: Directory): JsonObject {
  return { application: { id: app.id, displayName: app.displayName } }
}

/** The identitySet of the app's application instance. */
export function instanceIdentity({ app, tenantId }: Directory): JsonObject {
  return { applicationInstance: { id: app.instanceId ?? DEFAULT_INSTANCE_ID, displayName: app.displayName, tenantId } }
}

const DEFAULT_INSTANCE_ID = '6e2b5f0d-94c1-4b57-8f0e-2f6f1c3a7d45'

/** Whether a person of the directory is a user of its tenant. */
export function isTenantUser({ tenantId }: Pick<Directory, 'tenantId'>, user: Omit<DirectoryUser, 'id'>): boolean {
  return !user.guest && (user.tenantId ?? tenantId) === tenantId
}

/** The identitySet of a person of the directory. */
export function personIdentity({ tenantId }: Pick<Directory, 'tenantId'>, person: DirectoryUser): JsonObject {
  const { id, displayName = null, guest, ...user } = person
  return guest ? { guest: { id, displayName } } : { user: { tenantId, id, ...user, displayName } }
}

/** The identitySet of a user who may be unknown to the directory. Without an id, that of the tenant's first user. */
export function userIdentity(directory: Directory, id?: string): JsonObject {
  const { tenantId, users, app } = directory
  const known = users.find((user) => (id === undefined ? isTenantUser(directory, user) : user.id === id))
  return known ? personIdentity(directory, known) : { user: { id: id ?? app.id, displayName: null, tenantId } }
}

/** Adds what the directory knows about the user of an identitySet. The members that it has take precedence. */
export function completeIdentity({ tenantId, users }: Directory, identity: JsonObject): JsonObject {
  const { user } = identity
  const known = isJsonObject(user) && users.find(({ id, guest }) => !guest && id === user.id)
  if (!known) return identity
  const { displayName: name = null, ...facts } = known
  const merged: JsonObject = { tenantId, ...facts, ...user }
  const { displayName, ...others } = merged
  return { ...identity, user: { ...others, displayName: displayName ?? name } }
}

/** Finds a user of the directory by id or display name. */
export function findUser({ users }: Pick<Directory, 'users'>, who: string): DirectoryUser | undefined {
  return users.find(({ id, displayName }) => id === who || displayName === who)
}

/** The identitySet of a user, found by id or display name, or of a phone, given by its number. */
export function findPerson(directory: Directory, who: string): JsonObject | undefined {
  if (isPhoneNumber(who)) return phoneIdentity(who)
  const user = findUser(directory, who)
  return user && personIdentity(directory, user)
}

/** An error message for a name that {@link findPerson} does not find: what it may be instead. */
export function explainUnknownPerson({ users }: Pick<Directory, 'users'>, who: string): string {
  const names = users.map(({ id, displayName }) => displayName ?? id)
  const closest = closestText(who, names)
  const hint = closest === undefined ? '' : ` Did you mean '${closest}'?`
  return `'${who}' is unknown: expected a phone number in E.164 form or a user of the directory: ${names.join(', ')}.${hint}`
}

/** A text is a misspelt display name when at most this share of its characters differs. */
const MAX_MISSPELLING = 0.25

/** Whether a text is a misspelt display name of the directory. Other unknown texts may be ids of people outside of it. */
export function isMisspelt(directory: Pick<Directory, 'users'>, who: string): boolean {
  const names = directory.users.flatMap(({ displayName }) => displayName ?? [])
  return who !== 'app' && !findUser(directory, who) && closestText(who, names, MAX_MISSPELLING) !== undefined
}
