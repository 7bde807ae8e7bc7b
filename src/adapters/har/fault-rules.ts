import { matchesPath, servedPaths } from '../../graph/faults/fault-path.ts'
import type { FaultRule } from '../../graph/faults/fault-rule.ts'
import { endpointAddresses } from '../../modules.ts'
import type { CapturedCall } from './capture/captured-call.ts'
import { type CapturedRequest, isSuccessful, responseIn } from './capture/captured-request.ts'
import { objectIn, textIn } from './capture/json.ts'
import type { AddNote, ObservedStep } from './steps/observed-step.ts'

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const

interface FaultRules {
  /** Active from the start. */
  readonly faults: readonly FaultRule[]
  /** Steps that activate a rule later, by the id of the call whose scenario takes them. */
  readonly steps: ReadonlyMap<string, readonly ObservedStep[]>
}

/** The rule of the request looked at last: repeated failures count up its `times`. */
interface LatestRule {
  readonly request: CapturedRequest
  readonly rule: FaultRule
  replace(rule: FaultRule): void
}

/**
 * Finds fault rules that make the captured failures happen again. A rule applies to the first requests that match it. If a
 * matching request succeeded earlier, the scenario of a call activates the rule right after that request.
 */
export function faultRulesOf(
  requests: readonly CapturedRequest[],
  calls: readonly CapturedCall[],
  addNote: AddNote,
): FaultRules {
  const faults: FaultRule[] = []
  const steps = new Map<string, ObservedStep[]>()
  const addRule = (
    request: CapturedRequest,
    earlier: readonly CapturedRequest[],
  ): LatestRule['replace'] | undefined => {
    const succeeded = earlier.findLast((one) => !isFault(one))
    if (!succeeded) {
      const position = faults.length
      return (rule) => (faults[position] = rule)
    }
    const call = calls.findLast((one) => one.createdAt <= request.sentAt && lastObservedAt(one) >= request.sentAt)
    if (!call) return undefined
    const own = steps.get(call.id) ?? []
    steps.set(call.id, own)
    const position = own.length
    const at = Math.max(call.createdAt, Math.min(request.sentAt, succeeded.respondedAt + 1))
    return (rule) => (own[position] = { at, step: { do: 'fault', rule } })
  }
  let latest: LatestRule | undefined
  for (const [index, request] of requests.entries()) {
    const rule = toRule(request, addNote)
    if (!rule) continue
    const earlier = requests.slice(0, index).filter((one) => matches(rule, one))
    if (latest && earlier.at(-1) === latest.request && isSameRule(latest.rule, rule)) {
      latest = { ...latest, request, rule: { ...rule, times: (latest.rule.times ?? 1) + 1 } }
      latest.replace(latest.rule)
      continue
    }
    const replace = addRule(request, earlier)
    if (replace) {
      latest = { request, rule, replace }
      replace(rule)
    } else {
      addNote(request, `answered ${request.status} after such requests had succeeded, and outside every captured call`)
    }
  }
  return { faults, steps }
}

function lastObservedAt({ observations }: CapturedCall): number {
  return observations.at(-1)?.at ?? 0
}

/** Whether a valid request failed: on the network, for its token, throttled, or with a server error. */
function isFault({ segments, status, networkError }: CapturedRequest): boolean {
  return segments !== undefined && (networkError !== undefined || status === 401 || status === 429 || status >= 500)
}

function toRule(request: CapturedRequest, addNote: AddNote): FaultRule | undefined {
  if (!isFault(request)) return undefined
  const { segments = [], status, networkError, retryAfter } = request
  const method = METHODS.find((one) => one === request.method)
  if (!method) return undefined
  if (networkError !== undefined && /abort|cancel/i.test(networkError)) {
    addNote(request, `the app cancelled the request (${networkError})`)
    return undefined
  }
  const path = toPathPattern(method, segments)
  if (path === undefined) {
    addNote(request, `answered ${status}: no fault rule matches such a request, because the emulator does not serve it`)
    return undefined
  }
  const match = { method, path }
  if (networkError !== undefined) return { match, times: 1, drop: true }
  const { code, message } = objectIn(responseIn(request).error)
  const error = {
    status,
    code: textIn(code) || (status === 429 ? 'TooManyRequests' : 'UnknownError'),
    ...(textIn(message) !== '' && { message: textIn(message) }),
    ...(retryAfter !== undefined && { retryAfter }),
  }
  return { match, times: 1, error }
}

/** The path as the README writes it, because ids differ in the next run. @returns `undefined` when it is not served. */
function toPathPattern(method: string, segments: readonly string[]): string | undefined {
  const patterns = servedPaths(endpointAddresses).flatMap((one) =>
    one.method === method && one.segments.length === segments.length && matchesPath(one.text, segments)
      ? [one.text]
      : [],
  )
  // A name is more than a key: `getPstnCalls` is not the id of a record.
  return patterns.sort((one, other) => one.split('{').length - other.split('{').length)[0]
}

function matches({ match }: FaultRule, { method, segments }: CapturedRequest): boolean {
  return segments !== undefined && method === match?.method && matchesPath(match.path ?? '/', segments)
}

function isSameRule(one: FaultRule, other: FaultRule): boolean {
  return JSON.stringify({ ...one, times: 1 }) === JSON.stringify({ ...other, times: 1 })
}

/** Whether Graph refused the request because of the request itself. */
export function isRefusal(request: CapturedRequest): boolean {
  return request.segments !== undefined && !isSuccessful(request) && !isFault(request)
}
