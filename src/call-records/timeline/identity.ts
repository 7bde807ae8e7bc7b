import { isJsonObject, type Json, type JsonObject } from '../../engine/values/json.ts'

/** The one identity that an identitySet holds. */
export interface HeldIdentity {
  /** The member of the set, e.g. `user` or `phone`. */
  readonly kind: string
  readonly id: string | null
  readonly value: JsonObject
}

/**
 * Who an identitySet names: the first of its members that is filled.
 * @see https://learn.microsoft.com/graph/api/resources/communicationsidentityset
 */
export function heldIdentity(identitySet: JsonObject): HeldIdentity | undefined {
  for (const kind of KINDS) {
    const member = identitySet[kind]
    if (isJsonObject(member)) {
      const value = withoutType(member)
      return { kind, value, id: typeof value.id === 'string' ? value.id : null }
    }
  }
  return undefined
}

/** The filled members of an identitySet, without the types that a client may have written into it. */
export function toIdentitySet(identitySet: JsonObject): JsonObject {
  const filled: Record<string, Json | undefined> = {}
  for (const [kind, value] of Object.entries(withoutType(identitySet))) {
    if (value !== null) filled[kind] = isJsonObject(value) ? withoutType(value) : value
  }
  return filled
}

/** The number of a phone, in E.164 form as it was given. */
export function phoneNumber(identitySet: JsonObject): string | undefined {
  const held = heldIdentity(identitySet)
  return held?.kind === 'phone' ? (held.id ?? undefined) : undefined
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
