import { isLoopback } from '../../engine/delivery/loopback.ts'
import { isJsonObject, type Json } from '../../engine/values/json.ts'
import { callErrors } from '../errors.ts'
import { CLIENT_CONTEXT_LIMIT } from '../lifecycle/limits.ts'

// Checks of action parameters beyond their types. Each error names the parameter, its value and the limit.

/** Requires a URL that the service can call: https, or http on a loopback address for development. */
export function requireCallbackUri(name: string, value: string): void {
  if (isCallableUrl(value)) return
  throw callErrors.invalidArgument(name, `'${value}' is not an https URL (http is allowed for loopback addresses).`)
}

export function isCallableUrl(value: string): boolean {
  const url = URL.parse(value)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url))
}

export function requireRange(name: string, value: number, min: number, max: number): void {
  if (value < min || value > max) throw callErrors.invalidArgument(name, `${value} is not between ${min} and ${max}.`)
}

export function requireCount(name: string, values: readonly unknown[], min: number, max?: number): void {
  if (values.length < min || values.length > (max ?? values.length)) {
    const allowed = max === undefined ? `${min} or more` : min === max ? min : `${min} to ${max}`
    throw callErrors.invalidArgument(name, `${values.length} items were given; ${allowed} are allowed.`)
  }
}

/** Requires an identitySet with at least one identity. */
export function requireIdentity(name: string, identity: Json | undefined): void {
  if (isJsonObject(identity) && Object.values(identity).some(isJsonObject)) return
  throw callErrors.invalidArgument(name, 'it has no identity. Name a user, a phone or an application.')
}

/** @see https://learn.microsoft.com/graph/api/call-record */
export function requireClientContext(value: string | null | undefined): void {
  if (value && value.length > CLIENT_CONTEXT_LIMIT) {
    throw callErrors.invalidArgument(
      'clientContext',
      `${value.length} characters were given; at most ${CLIENT_CONTEXT_LIMIT} are allowed.`,
    )
  }
}
