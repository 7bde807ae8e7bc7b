import { isJsonObject, type Json, type JsonObject } from '../engine/values/json.ts'

/** The one identity that an identitySet holds. */
export interface SoleIdentity {
  /** The member of the set, e.g. `user` or `phone`. */
  readonly kind: string
  readonly id: string | null
  readonly value: JsonObject
}

/**
 * Returns the identity of an identitySet: the first filled member.
 * @see https://learn.microsoft.com/graph/api/resources/communicationsidentityset
 */
export function soleIdentity(identitySet: JsonObject): SoleIdentity | undefined {
  for (const kind of KINDS) {
    const member = identitySet[kind]
    if (isJsonObject(member)) {
      const value = withoutType(member)
      return { kind, value, id: typeof value.id === 'string' ? value.id : null }
    }
  }
  return undefined
}

/** The filled members of an identitySet, without the `@odata.type` annotations that a client may have sent. */
export function toIdentitySet(identitySet: JsonObject): JsonObject {
  const filled: Record<string, Json | undefined> = {}
  for (const [kind, value] of Object.entries(withoutType(identitySet))) {
    if (value !== null) filled[kind] = isJsonObject(value) ? withoutType(value) : value
  }
  return filled
}

/** The number of a phone, in E.164 form as the client sent it. */
export function phoneNumber(identitySet: JsonObject): string | undefined {
  const identity = soleIdentity(identitySet)
  return identity?.kind === 'phone' ? (identity.id ?? undefined) : undefined
}

/** The display name in an identitySet, or else the id: a user's name, a phone's number. */
export function identityName(identitySet: JsonObject): string | undefined {
  for (const identity of Object.values(identitySet).filter(isJsonObject)) {
    const name = identity.displayName ?? identity.id
    if (typeof name === 'string' && name !== '') return name
  }
  return undefined
}

const KINDS = [
  'user',
  'phone',
  'application',
  'applicationInstance',
  'azureCommunicationServicesUser',
  'guest',
  'onPremises',
  'encrypted',
  'device',
  'assertedIdentity',
] as const

function withoutType(typed: JsonObject): JsonObject {
  if (!('@odata.type' in typed)) return typed
  const { '@odata.type': _, ...members } = typed
  return members
}
