import * as v from 'valibot'
import { type Duration, parseDuration } from '../runtime/duration.ts'
import type { Random } from '../runtime/random.ts'
import { check, duration } from '../simulation/check.ts'

/**
 * A rule by which requests fail, or are answered late. Plain data. It has one of `error`, `drop` and `malformed`, or a
 * `latency`, or both. The requests of a batch have one connection, the batch's: among them only an `error` strikes.
 */
export interface FaultRule {
  /** What it is called: one of the same name takes its place, and `remove` takes it away. Default: `fault 1` and so on. */
  readonly name?: string
  /** The requests it is for; all when left out. */
  readonly match?: {
    /** HEAD counts as GET. */
    readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
    /** What the path starts with, below the base segment: `/communications/calls`. */
    readonly path?: string
  }
  /** The answer comes so much later, by the emulator's clock; what the request does is done at once. Latencies add up. */
  readonly latency?: Duration
  /** The request is answered with this error, and does nothing. */
  readonly error?: {
    readonly status: number
    readonly code: string
    readonly message?: string
    /** Seconds, for the `Retry-After` header. */
    readonly retryAfter?: number
  }
  /** The connection is lost before the request arrives: `fetch` rejects. */
  readonly drop?: true
  /** The request does what it does, but only the first half of the answer's body arrives. */
  readonly malformed?: true
  /** How many requests it strikes before it is used up. Default: no limit. */
  readonly times?: number
  /** How likely it strikes a request that it is for, from 0 to 1, drawn from the seed. Default: 1. */
  readonly probability?: number
}

/** Failures on order. There are none until a rule is added. */
export interface Faults {
  /**
   * Of several rules that would end a request, the one that was added first does.
   * @returns a function that takes the rule away again.
   * @throws TypeError that names what is wrong with the rule and what would be right.
   */
  add(rule: FaultRule): () => void
  /** Takes the rule of that name away. One that is not there, or was used up, is no mistake. */
  remove(name: string): void
  clear(): void
}

/** A rule in force: what is left of it. */
export type NamedRule = FaultRule & { readonly name: string }

/** What becomes of a request. */
export interface Strike {
  /** The names of the rules that struck. */
  readonly rules: readonly string[]
  readonly latencyMs: number
  /** The rule that says how it ends, if it does not end well. */
  readonly ending: NamedRule | undefined
}

export interface FaultKeeper extends Faults {
  /** What the rules do to this request, if anything. Those that do count as used. @param inBatch It came in a batch. */
  strike(method: string, path: string, inBatch: boolean): Strike | undefined
  /** The rules in force. */
  state(): readonly NamedRule[]
  moveTo(rules: readonly NamedRule[]): void
}

const RULE = v.pipe(
  v.strictObject({
    name: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
    match: v.exactOptional(
      v.strictObject({
        method: v.exactOptional(v.picklist(['GET', 'POST', 'PATCH', 'DELETE'])),
        path: v.exactOptional(v.pipe(v.string(), v.startsWith('/'))),
      }),
    ),
    latency: v.exactOptional(duration),
    error: v.exactOptional(
      v.strictObject({
        status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
        code: v.pipe(v.string(), v.minLength(1)),
        message: v.exactOptional(v.string()),
        retryAfter: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
      }),
    ),
    drop: v.exactOptional(v.literal(true)),
    malformed: v.exactOptional(v.literal(true)),
    times: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    probability: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  }),
  v.check(
    (rule) => endingsOf(rule).length === 1 || (endingsOf(rule).length === 0 && rule.latency !== undefined),
    "Expected one of 'error', 'drop' and 'malformed', or a 'latency', or one of them and a 'latency'",
  ),
)

export function createFaults({ chance }: Pick<Random, 'chance'>): FaultKeeper {
  let rules: readonly NamedRule[] = []
  let count = 0

  const freeName = () => {
    do count += 1
    while (rules.some(({ name }) => name === `fault ${count}`))
    return `fault ${count}`
  }
  const remove: Faults['remove'] = (name) => {
    rules = rules.filter((rule) => rule.name !== name)
  }

  return {
    add(given) {
      const rule: FaultRule = check(RULE, given, 'emulator.faults.add')
      const name = rule.name ?? freeName()
      remove(name)
      rules = [...rules, { ...rule, name }]
      return () => remove(name)
    },
    remove,
    clear() {
      rules = []
    },
    strike(method, path, inBatch) {
      let ending: NamedRule | undefined
      const struck = rules.filter((rule) => {
        const isEnding = endingsOf(rule).length > 0
        // A request ends once. What would end it again is not even drawn.
        if ((isEnding && ending) || !isFor(rule, method, path) || (inBatch && !rule.error)) return false
        if (rule.probability !== undefined && !chance(rule.probability)) return false
        if (isEnding) ending = rule
        return true
      })
      if (struck.length === 0) return undefined
      rules = rules.flatMap((rule) => (struck.includes(rule) ? usedOnce(rule) : [rule]))
      return { rules: struck.map(({ name }) => name), latencyMs: inBatch ? 0 : sumOfLatencies(struck), ending }
    },
    state: () => rules,
    moveTo(to) {
      rules = to
    },
  }
}

function endingsOf({ error, drop, malformed }: FaultRule): unknown[] {
  return [error, drop, malformed].filter((ending) => ending !== undefined)
}

function isFor({ match }: FaultRule, method: string, path: string): boolean {
  const { method: wanted, path: start = '' } = match ?? {}
  const isMethod = wanted === undefined || wanted === (method === 'HEAD' ? 'GET' : method)
  return isMethod && path.toLowerCase().startsWith(start.toLowerCase())
}

function sumOfLatencies(rules: readonly FaultRule[]): number {
  return rules.reduce((sum, { latency = 0 }) => sum + parseDuration(latency, 'latency'), 0)
}

function usedOnce(rule: NamedRule): NamedRule[] {
  if (rule.times === undefined) return [rule]
  return rule.times > 1 ? [{ ...rule, times: rule.times - 1 }] : []
}
