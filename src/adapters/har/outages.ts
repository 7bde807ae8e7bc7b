import type { FaultRule } from '../../graph/faults/fault-rule.ts'
import type { CapturedCall } from './captured-call.ts'
import { answered, type Exchange, isAccepted } from './exchange.ts'
import { objectIn, textIn } from './json.ts'
import type { Note, SightedStep } from './sighted-step.ts'

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const

/** Requests that failed by no fault of theirs. */
interface Outages {
  /** In force from the beginning on. */
  readonly faults: readonly FaultRule[]
  /** What a call's scenario switches on later, by the call's id. */
  readonly steps: ReadonlyMap<string, readonly SightedStep[]>
}

/**
 * Rules by which the same requests fail. A rule strikes the first requests that it is for: one before which such a request
 * succeeded is switched on by a call's scenario, right after that one.
 */
export function outagesIn(exchanges: readonly Exchange[], calls: readonly CapturedCall[], note: Note): Outages {
  const faults: FaultRule[] = []
  const steps = new Map<string, SightedStep[]>()
  let last: { exchange: Exchange; rule: FaultRule; put: (rule: FaultRule) => void } | undefined
  for (const [index, exchange] of exchanges.entries()) {
    const rule = ruleFor(exchange, note)
    if (!rule) continue
    const earlier = exchanges.slice(0, index).filter((one) => isStruckBy(rule, one))
    if (last && earlier.at(-1) === last.exchange && isSame(last.rule, rule)) {
      last = { ...last, exchange, rule: { ...rule, times: (last.rule.times ?? 1) + 1 } }
      last.put(last.rule)
      continue
    }
    const succeeded = earlier.findLast((one) => !isOutage(one))
    if (!succeeded) {
      const place = faults.length
      last = { exchange, rule, put: (changed) => (faults[place] = changed) }
    } else {
      const call = calls.findLast(
        ({ createdAt, sightings }) => createdAt <= exchange.at && lastOf(sightings) >= exchange.at,
      )
      if (!call) {
        note(
          exchange,
          `answered ${exchange.status} after such requests had succeeded, and no call's scenario could say when`,
        )
        continue
      }
      const own = steps.get(call.id) ?? []
      const at = Math.max(call.createdAt, Math.min(exchange.at, succeeded.until + 1))
      const place = own.length
      steps.set(call.id, own)
      last = { exchange, rule, put: (changed) => (own[place] = { at, step: { do: 'fault', rule: changed } }) }
    }
    last.put(rule)
  }
  return { faults, steps }
}

function lastOf(sightings: CapturedCall['sightings']): number {
  return sightings.at(-1)?.at ?? 0
}

function isOutage({ segments, status, lost }: Exchange): boolean {
  return segments !== undefined && (lost !== undefined || status === 401 || status === 429 || status >= 500)
}

function ruleFor(exchange: Exchange, note: Note): FaultRule | undefined {
  if (!isOutage(exchange)) return undefined
  const { segments = [], status, lost, retryAfter } = exchange
  const method = METHODS.find((one) => one === exchange.method)
  if (!method) return undefined
  if (lost !== undefined && /abort|cancel/i.test(lost)) {
    note(exchange, `the app did not wait for the answer (${lost})`)
    return undefined
  }
  const match = { method, path: prefixOf(segments) }
  if (lost !== undefined) return { match, times: 1, drop: true }
  const { code, message } = objectIn(answered(exchange).error)
  const error = {
    status,
    code: textIn(code) || (status === 429 ? 'TooManyRequests' : 'UnknownError'),
    ...(textIn(message) !== '' && { message: textIn(message) }),
    ...(retryAfter !== undefined && { retryAfter }),
  }
  return { match, times: 1, error }
}

/** Ids are others the next time: of a single call or record, the path of all of them. */
function prefixOf(segments: readonly string[]): string {
  const [root = '', collection = ''] = segments
  const depth = root.toLowerCase() === 'communications' ? 2 : 1
  const path = `/${segments.slice(0, depth).join('/')}`
  return segments.length > depth && collection !== '' ? `${path}/` : path
}

function isStruckBy({ match }: FaultRule, { method, segments }: Exchange): boolean {
  const path = `/${segments?.join('/')}`.toLowerCase()
  return segments !== undefined && method === match?.method && path.startsWith((match.path ?? '').toLowerCase())
}

function isSame(one: FaultRule, other: FaultRule): boolean {
  return JSON.stringify({ ...one, times: 1 }) === JSON.stringify({ ...other, times: 1 })
}

/** Whether the answer is a refusal that the emulator will, or will not, give by itself. */
export function isRefusal(exchange: Exchange): boolean {
  return exchange.segments !== undefined && !isAccepted(exchange) && !isOutage(exchange)
}
