import * as v from 'valibot'
import { type Instant, parseInstant } from '../engine/time/instant.ts'
import { check, instant, members, text } from '../engine/validation.ts'
import { toBase64Url } from '../engine/values/base64.ts'
import { DEFAULT_DIRECTORY } from './directory.ts'

/** The claims of a test token. */
export interface TokenOptions {
  /** The application permissions that an administrator has consented to: `['Calls.Initiate.All']`. Default: none. */
  readonly roles?: readonly string[]
  /** Delegated permissions, which make it the token of a signed-in user. Of the calling APIs only subscriptions accept one. */
  readonly scp?: readonly string[]
  /** The API that the token is for. Default: `'https://graph.microsoft.com'`. */
  readonly audience?: string
  /** When it expires, by the emulator's clock. Default: never. */
  readonly expiresAt?: Instant
  /** The app and the tenant, to which limits apply. Default: those of the default directory. */
  readonly appId?: string
  readonly tenantId?: string
}

const OPTIONS = members({
  roles: v.exactOptional(v.array(text)),
  scp: v.exactOptional(v.array(text)),
  audience: v.exactOptional(text),
  expiresAt: v.exactOptional(instant),
  appId: v.exactOptional(text),
  tenantId: v.exactOptional(text),
})

/**
 * Creates an access token for tests: an unsigned JWT, as the emulator checks no signature. The same options give the same
 * text.
 *
 * @throws TypeError that names each invalid option, its value and what is allowed.
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
