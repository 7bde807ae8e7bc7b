import * as v from 'valibot'
import { DEFAULT_DIRECTORY } from '../../../directory/directory.ts'
import { type Instant, parseInstant } from '../../../engine/time/instant.ts'
import { check, members } from '../../../engine/validation.ts'
import { isJsonObject, type Json } from '../../../engine/values/json.ts'

/** What a test token says. */
export interface TokenOptions {
  /** The application permissions that an administrator has consented to: `['Calls.Initiate.All']`. Default: none. */
  readonly roles?: readonly string[]
  /** Delegated permissions: makes it the token of a signed-in user, which no calling API accepts: only a subscription may. */
  readonly scp?: readonly string[]
  /** Whom it is for. Default: `'https://graph.microsoft.com'`. */
  readonly audience?: string
  /** From when on it is refused, by the emulator's clock. Default: never. */
  readonly expiresAt?: Instant
  /** Whose it is: what limits per app and tenant go by. Default: the app and tenant of the default directory. */
  readonly appId?: string
  readonly tenantId?: string
}

/** What the emulator reads in a token. */
export interface Claims {
  readonly audience: string | undefined
  /** Epoch milliseconds. */
  readonly expiresAt: number | undefined
  readonly roles: readonly string[]
  /** Delegated permissions: only in a token that speaks for a signed-in user. */
  readonly scopes?: readonly string[]
  readonly appId: string | undefined
  readonly tenantId: string | undefined
}

const text = v.pipe(v.string(), v.minLength(1))
const OPTIONS = members({
  roles: v.exactOptional(v.array(text)),
  scp: v.exactOptional(v.array(text)),
  audience: v.exactOptional(text),
  expiresAt: v.exactOptional(v.unknown()),
  appId: v.exactOptional(text),
  tenantId: v.exactOptional(text),
})

/**
 * Creates an access token for tests: a JWT that nobody has signed, as the emulator checks no signature. The same options
 * give the same text.
 *
 * @throws TypeError that names each wrong option, its value and what would be right.
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 * @example
 * const token = createToken({ roles: ['Calls.Initiate.All'], expiresAt: '2026-01-05T10:00:00Z' })
 * await emulator.fetch(url, { headers: { Authorization: `Bearer ${token}` } })
 */
export function createToken(options: TokenOptions = {}): string {
  check(OPTIONS, options, 'createToken')
  const { roles, scp, expiresAt } = options
  const { app, tenantId } = DEFAULT_DIRECTORY
  const claims = {
    aud: options.audience ?? 'https://graph.microsoft.com',
    ...(expiresAt !== undefined && { exp: Math.floor(parseInstant(expiresAt, 'createToken.expiresAt') / 1_000) }),
    appid: options.appId ?? app.id,
    tid: options.tenantId ?? tenantId,
    ...(roles && { roles }),
    ...(scp && { scp: scp.join(' ') }),
    ver: '1.0',
  }
  return `${toBase64Url({ typ: 'JWT', alg: 'none' })}.${toBase64Url(claims)}.`
}

/** @returns what a token says, or nothing when it is no JWT. Nobody looks at its signature. */
export function readClaims(token: string): Claims | undefined {
  const [, payload, signature, ...more] = token.split('.')
  if (!payload || signature === undefined || more.length > 0) return undefined
  const claims = fromBase64Url(payload)
  if (!isJsonObject(claims)) return undefined
  const { aud, exp, roles, scp, appid, azp, tid } = claims
  return {
    audience: toText(aud),
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

function toBase64Url(json: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(json))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

function fromBase64Url(encoded: string): unknown {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0))))
  } catch {
    return undefined
  }
}
