import { isJsonObject, type Json } from '../../../engine/values/json.ts'

/** What the emulator reads in a token. */
export interface Claims {
  /** The APIs that the token is for: `aud` may be a text or a list. Empty when it names none. */
  readonly audiences: readonly string[]
  /** Epoch milliseconds. */
  readonly expiresAt: number | undefined
  /** Application permissions. */
  readonly roles: readonly string[]
  /** Delegated permissions: only the token of a signed-in user has them. */
  readonly scopes?: readonly string[]
  readonly appId: string | undefined
  readonly tenantId: string | undefined
}

/** @returns the claims of a JWT, or `undefined` when the token is not one. The signature is not checked. */
export function readClaims(token: string): Claims | undefined {
  const [, payload, signature, ...more] = token.split('.')
  if (!payload || signature === undefined || more.length > 0) return undefined
  const claims = fromBase64Url(payload)
  if (!isJsonObject(claims)) return undefined
  const { aud, exp, roles, scp, appid, azp, tid } = claims
  return {
    audiences: [aud].flat().flatMap((one) => toText(one) ?? []),
    expiresAt: typeof exp === 'number' ? exp * 1_000 : undefined,
    roles: Array.isArray(roles) ? roles.map(String) : [],
    ...(toText(scp) !== undefined && { scopes: String(scp).split(' ').filter(Boolean) }),
    appId: toText(appid) ?? toText(azp),
    tenantId: toText(tid),
  }
}

function toText(claim: Json | undefined): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined
}

function fromBase64Url(encoded: string): unknown {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0))))
  } catch {
    return undefined
  }
}
