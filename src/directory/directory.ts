import { isJsonObject, type JsonObject } from '../engine/values/json.ts'

/** A person or application of the tenant. */
export interface DirectoryIdentity {
  readonly id: string
  readonly displayName: string
}

export interface DirectoryUser extends DirectoryIdentity {
  readonly userPrincipalName?: string
}

/** Who is there: the tenant, the app under development, the people it talks to. */
export interface Directory {
  readonly tenantId: string
  readonly app: DirectoryIdentity
  readonly users: readonly DirectoryUser[]
  /** Phone numbers that the tenant's own trunks connect (direct routing); all others belong to a calling plan. */
  readonly trunks: readonly Trunk[]
  /** The meetings that can be joined by their id. While there are none, every id is one. */
  readonly meetings: readonly Meeting[]
}

export interface Meeting {
  readonly joinMeetingId: string
  readonly passcode?: string
  /** The id of a user. Default: the first one of the directory. */
  readonly organizer?: string
  readonly subject?: string
}

export interface Trunk {
  /** The host name of its session border controller. */
  readonly name: string
  /** In E.164 form. */
  readonly numbers: readonly string[]
  /** Media bypass is on: between a user and a phone, media go past the service. Default: false. */
  readonly mediaBypass?: boolean
}

/** The trunk that connects a phone number. */
export interface AssignedTrunk {
  /** The host name of its session border controller. */
  readonly trunk: string
  /** Media bypass is on. */
  readonly mediaBypass?: true
}

/** Finds the trunk that connects a phone number. A number without one belongs to a calling plan. */
export type FindTrunk = (number: string) => AssignedTrunk | undefined

/**
 * Finds the trunk that connects a phone number, if one does.
 * @see https://learn.microsoft.com/microsoftteams/direct-routing-landing-page
 */
export function findTrunk({ trunks }: Pick<Directory, 'trunks'>, number: string): AssignedTrunk | undefined {
  const found = trunks.find(({ numbers }) => numbers.includes(number))
  return found && { trunk: found.name, ...(found.mediaBypass && { mediaBypass: true }) }
}

/** The emulated tenant when none is configured. */
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

export function appIdentity({ app }: Directory): JsonObject {
  return { application: { id: app.id, displayName: app.displayName } }
}

export function userIdentity({ tenantId }: Directory, id: string): JsonObject {
  return { user: { id, displayName: null, tenantId } }
}

/** An identitySet, with what the directory knows of its user: what was given is kept. */
export function completeIdentity({ tenantId, users }: Directory, identity: JsonObject): JsonObject {
  const { user } = identity
  const known = isJsonObject(user) && users.find(({ id }) => id === user.id)
  if (!known) return identity
  const { displayName, ...others } = { tenantId, ...known, ...user }
  return { ...identity, user: { ...others, displayName: displayName ?? known.displayName } }
}

/** Whether a text is a phone number in E.164 form. */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(text)
}

/** A phone's id is its number in E.164 form. */
export function phoneIdentity(number: string): JsonObject {
  return { phone: { id: number } }
}

/** A user of the directory, by id or display name. */
export function findUser({ users }: Directory, who: string): DirectoryUser | undefined {
  return users.find(({ id, displayName }) => id === who || displayName === who)
}

/** A user of the directory, by id or display name, or a phone by its number. */
export function findPerson(directory: Directory, who: string): JsonObject | undefined {
  if (isPhoneNumber(who)) return phoneIdentity(who)
  const user = findUser(directory, who)
  return user && completeIdentity(directory, userIdentity(directory, user.id))
}

/** That nobody was found, and who there is. */
export function nobodyIs({ users }: Directory, who: string): string {
  const known = users.map(({ displayName }) => displayName).join(', ')
  return `nobody is '${who}': expected a phone number in E.164 form or one of the directory: ${known}.`
}
